import { z } from 'zod';
import type { ColumnId } from '../columns/columns';
import { filterKeys } from '../query/filters';
import { BUCKETS } from '../query/requests';
import { DATA_CHECKS } from '../sla';
import { DAY_SECONDS as DAY, HOUR_SECONDS as HOUR, MINUTE_SECONDS as MINUTE } from '../time/units';
import { CLOCKS } from '../time/workingCalendar';
import { columnId, count, wallTime } from './scalars';

/** Every aggregate that the page shows, of one moment and one set of filters (src/contract/README.md, section 5). */

const slaCounts = z.object({ met: count, breachedClosed: count, breachedOpen: count, pending: count, noSla: count });

/** Seconds; exact quantiles as quantilesExact computes them. Null when there is nothing to measure. */
const percentiles = z.object({ p50: z.number(), p90: z.number(), p95: z.number(), p99: z.number() }).nullable();

/**
 * Kaplan-Meier over tickets that are closed after secondsToClose >= 0 and those that are not closed, by their age.
 * Seconds by which a share is closed; null while it is not reached.
 */
const seconds = z.int().nullable();
const kaplanMeierPercentiles = z.object({ p50: seconds, p90: seconds, p95: seconds, p99: seconds });
export type Percentiles = z.infer<typeof kaplanMeierPercentiles>;

const kaplanMeierSchema = z.object({
  closed: count,
  /** Not closed, and created by as-of. */
  open: count,
  percentiles: kaplanMeierPercentiles,
  /** True where more times than 10 million were sampled. */
  estimated: z.boolean(),
});

/** Of buckets that are whole and have 30 tickets: those beyond three sigma of Laney's p' chart, and runs of eight on one side. */
const signalsSchema = z
  .object({
    /** The rate of the buckets without those of the first pass, 0..1. */
    centre: z.number(),
    sigmaZ: z.number(),
    /** How many buckets are looked at. */
    buckets: count,
    outside: z.array(
      z.object({ start: wallTime, late: count, n: count, rate: z.number(), low: z.number(), high: z.number() }),
    ),
    /** By the starts of their first and last bucket. */
    runs: z.array(z.object({ first: wallTime, last: wallTime, side: z.enum(['above', 'below']), buckets: count })),
    /** The start of the bucket that is furthest outside; null where none is. */
    strongest: wallTime.nullable(),
  })
  .nullable();

const ratedCounts = z.object({ met: count, breachedClosed: count, breachedOpen: count });

const overTimeSchema = z.object({
  bucket: z.enum(BUCKETS),
  /**
   * Consecutive by dueBy, empty ones included, at most MAX_BUCKETS. `start` and `end` (exclusive) are wall
   * times; `cutOff` marks one that a filter on dueBy covers only in part, or that is not over.
   */
  buckets: z.array(
    z.object({
      start: wallTime,
      end: wallTime,
      cutOff: z.boolean(),
      /**
       * Not cut off, and its rate is not that of what little a createdAt range, or the end of the data, leaves of it: the range
       * begins at least `dueWithin` before it, and neither it nor the day of the newest ticket ends earlier than it.
       */
      whole: z.boolean(),
      met: count,
      breachedClosed: count,
      breachedOpen: count,
      pending: count,
    }),
  ),
  /** Tickets without dueBy stand in no bucket. */
  withoutDueBy: count,
  /**
   * Tickets due before or after the shown buckets: odd ones at an end that no filter on dueBy asks for (one, or 0.25 %, where
   * that at least halves the axis), and those that there would be more than MAX_BUCKETS with.
   */
  before: count,
  after: count,
  /** The day of the first deadline that is past and waits; null where none does. */
  oldestOverdue: wallTime.nullable(),
  /** Nine in ten of the tickets are due within so many seconds of their creation; null without a createdAt range, or none due. */
  dueWithin: z.number().nullable(),
  /**
   * The last moment of creation, by a createdAt range or the end of the data; null where that is not over. Buckets that begin
   * later hold only the tickets with the longest deadlines.
   */
  createdUntil: wallTime.nullable(),
  /** By what the rate counts; null where too few whole buckets tell, or the rate is 0 or 1. */
  signals: z.object({ all: signalsSchema, closed: signalsSchema }),
  /**
   * Where too few whole buckets tell: a longer range of createdAt in which enough should, as operands of `between`. Null where
   * none is known, and where a filter names deadlines.
   */
  longer: z.object({ days: count, from: z.string(), to: z.string() }).nullable(),
});

/** How a group's tickets were in the period before; null without one. */
const beforeSchema = ratedCounts.nullable();
const groupTimesSchema = z.object({ closed: count, open: count, p50: seconds, p90: seconds });

const groupsSchema = z.object({
  by: columnId,
  /**
   * At most MAX_GROUPS values, first those with the most tickets late beyond the overall rate; null stands for tickets without
   * a value. `excess` = late - rate of all x n, of the headline rate; null where it has no tickets.
   */
  rows: z.array(
    z.object({
      value: z.union([z.string(), z.number(), z.null()]),
      states: slaCounts,
      excess: z.number().nullable(),
      before: beforeSchema,
      kaplanMeier: groupTimesSchema,
    }),
  ),
  /** Everything that is not in `rows`, so that nothing is lost; null when `rows` is everything. */
  other: z
    .object({
      values: count,
      states: slaCounts,
      excess: z.number().nullable(),
      before: beforeSchema,
      kaplanMeier: groupTimesSchema,
    })
    .nullable(),
});

const timeToCloseSchema = z.object({
  /** Tickets with secondsToClose >= 0. n + notClosed + negative + unknown = total. */
  n: count,
  /** No secondsToClose because not closed. */
  notClosed: count,
  /** secondsToClose < 0: dirty data, left out of the distribution. */
  negative: count,
  /** Closed, but without secondsToClose. */
  unknown: count,
  /** Of closed tickets alone. */
  percentiles,
  /** True where an estimate had to serve (more than 10 million values). */
  estimated: z.boolean(),
  /**
   * `[from, to)` in seconds; the first is zero alone, the last has no end. Beside the closed tickets `open` counts those that
   * are not closed, by their age; `closedShare` is the share closed in less than `to` (Kaplan-Meier, 0..1; null without times).
   */
  bins: z.array(
    z.object({ from: z.int(), to: z.int().nullable(), count, open: count, closedShare: z.number().nullable() }),
  ),
  kaplanMeier: kaplanMeierSchema.extend({
    /** Not closed and created after as-of: left out of it. */
    createdLater: count,
  }),
});

const backlogSchema = z.object({
  notClosed: count,
  /** Days since createdAt, `[from, to)`. */
  bands: z.array(z.object({ from: z.int(), to: z.int().nullable(), count })),
  /** Not closed and created after the as-of moment. */
  inFuture: count,
  /** Not closed and past dueBy, by days overdue; together breachedOpen. */
  overdue: z.array(z.object({ from: z.int(), to: z.int().nullable(), count })),
  /** Overdue tickets from before the period that the report is of, under its other filters; null where it has no period. */
  overdueBefore: z.object({ createdBefore: z.string(), count }).nullable(),
});

/** What may tell why the breach rate moved. */
export const WHY_KEYS = [
  'topic',
  'subTopic',
  'channel',
  'priority',
  'email',
  'createdWeekday',
  'createdHour',
] as const satisfies readonly ColumnId[];
export type WhyKey = (typeof WHY_KEYS)[number];

/** A part of the change: by the change of its own rate, and by the change of its share of the tickets; of 1. */
const part = {
  rate: z.number(),
  mix: z.number(),
  /** Both together in tenths of a percentage point, rounded so that the parts of a column add up to the rounded change. */
  tenths: z.int(),
};
const rated = z.object({ n: count, late: count });

/** The change of the breach rate against the period before, by the values of each column (Kitagawa, midpoints). */
const whySchema = z
  .object({
    before: rated,
    now: rated,
    tenths: z.int(),
    by: z.array(
      z.object({
        key: z.enum(WHY_KEYS),
        /** The largest first, at most MAX_GROUPS. */
        parts: z.array(
          z.object({ value: z.union([z.string(), z.number(), z.null()]), before: rated, now: rated, ...part }),
        ),
        other: z.object({ values: count, ...part }).nullable(),
      }),
    ),
  })
  .nullable();

/** Why there is no period before. */
const noPreviousSchema = z.discriminatedUnion('reason', [
  /** Nothing bounds createdAt at its beginning. */
  z.object({ reason: z.literal('noCreatedRange') }),
  /** A filter holds another time to a stretch that does not move with as-of, or names single days. */
  z.object({ reason: z.literal('otherTimeBounded'), column: columnId }),
  /** A filter is on what is overwritten as a ticket goes on: what it was then is not known. */
  z.object({ reason: z.literal('pastUnknown'), key: z.enum(filterKeys()) }),
  /** No ticket of it matches. */
  z.object({ reason: z.literal('noTickets') }),
  /** The oldest ticket of all was created later than a tenth into it. */
  z.object({ reason: z.literal('dataBegin'), at: wallTime }),
  /** As-of lies before the creation of more than one in a hundred of the tickets, which the period before cannot have. */
  z.object({ reason: z.literal('createdLater') }),
  /** It would begin before the first year of the calendar. */
  z.object({ reason: z.literal('outsideCalendar') }),
]);

/** The same figures for the period before; null where `noPrevious` says why. */
const previousSchema = z
  .object({
    from: wallTime,
    to: wallTime,
    /**
     * The moment that it is seen from, as far behind its end as the report's as-of behind the end of its range: what was
     * created, fell due or was closed later does not count.
     */
    asOf: wallTime,
    /** `calendar`: month before month; `length`: the equal length before. */
    kind: z.enum(['calendar', 'length']),
    /** What it is compared with: the range of createdAt, as far as it has passed at as-of. */
    current: z.object({ from: wallTime, to: wallTime }),
    /** The range goes on after as-of: the same stretch of the period before is compared. */
    soFar: z.boolean(),
    total: count,
    notClosed: count,
    states: slaCounts,
    timeToClose: z.object({
      /** Of closed tickets alone. */
      n: count,
      p50: z.number().nullable(),
      p90: z.number().nullable(),
      kaplanMeier: kaplanMeierSchema,
    }),
  })
  .nullable();

export const reportResponseSchema = z.object({
  asOf: wallTime,
  /** By which the seconds of `timeToClose`, `groups` and `previous` are told; those of the axis and the backlog are of the calendar. */
  clock: z.enum(CLOCKS),
  total: count,
  states: slaCounts,
  overTime: overTimeSchema,
  groups: groupsSchema,
  timeToClose: timeToCloseSchema,
  backlog: backlogSchema,
  previous: previousSchema,
  noPrevious: noPreviousSchema.nullable(),
  /** By what the rate counts; null without a rate in both periods. */
  why: z.object({ all: whySchema, closed: whySchema }),
  dataChecks: z.record(z.enum(DATA_CHECKS), count),
});
export type ReportResponse = z.infer<typeof reportResponseSchema>;

export const MAX_BUCKETS = 400;
export const MAX_GROUPS = 20;

/** Lower edges of the time-to-close bins in seconds; zero has a bin of its own, `[0, 1)`. */
export const TIME_TO_CLOSE_EDGES = [
  0,
  1,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  DAY,
  2 * DAY,
  4 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  90 * DAY,
  180 * DAY,
  365 * DAY,
] as const;

/** Lower edges of the ageing bands in days, for age and for days overdue. */
export const AGE_EDGES_DAYS = [0, 1, 3, 7, 30] as const;
