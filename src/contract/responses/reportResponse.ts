import { z } from 'zod';
import { filterKeys } from '../query/filters';
import { BUCKETS } from '../query/requests';
import { DATA_CHECKS } from '../sla';
import { DAY_SECONDS as DAY, HOUR_SECONDS as HOUR, MINUTE_SECONDS as MINUTE } from '../time/units';
import { columnId, count, wallTime } from './scalars';

/** Every aggregate that the page shows, of one moment and one set of filters (src/contract/README.md, section 5). */

const slaCounts = z.object({ met: count, breachedClosed: count, breachedOpen: count, pending: count, noSla: count });

/** Seconds; exact quantiles as quantilesExact computes them. Null when there is nothing to measure. */
const percentiles = z.object({ p50: z.number(), p90: z.number(), p95: z.number(), p99: z.number() }).nullable();

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
      met: count,
      breachedClosed: count,
      breachedOpen: count,
      pending: count,
    }),
  ),
  /** Tickets without dueBy stand in no bucket. */
  withoutDueBy: count,
  /** Tickets due before or after the shown buckets, when there would be more than MAX_BUCKETS. */
  before: count,
  after: count,
});

const groupsSchema = z.object({
  by: columnId,
  /** The most frequent values, at most MAX_GROUPS; null stands for tickets without a value. */
  rows: z.array(z.object({ value: z.union([z.string(), z.number(), z.null()]), states: slaCounts })),
  /** Everything that is not in `rows`, so that nothing is lost; null when `rows` is everything. */
  other: z.object({ values: count, states: slaCounts }).nullable(),
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
  percentiles,
  /** True where an estimate had to serve (more than 10 million values). */
  estimated: z.boolean(),
  /** `[from, to)` in seconds; the first is zero alone, the last has no end. */
  bins: z.array(z.object({ from: z.int(), to: z.int().nullable(), count })),
});

const backlogSchema = z.object({
  notClosed: count,
  /** Days since createdAt, `[from, to)`. */
  bands: z.array(z.object({ from: z.int(), to: z.int().nullable(), count })),
  /** Not closed and created after the as-of moment. */
  inFuture: count,
  /** Not closed and past dueBy, by days overdue; together breachedOpen. */
  overdue: z.array(z.object({ from: z.int(), to: z.int().nullable(), count })),
});

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
    timeToClose: z.object({ n: count, p50: z.number().nullable(), p90: z.number().nullable() }),
  })
  .nullable();

export const reportResponseSchema = z.object({
  asOf: wallTime,
  total: count,
  states: slaCounts,
  overTime: overTimeSchema,
  groups: groupsSchema,
  timeToClose: timeToCloseSchema,
  backlog: backlogSchema,
  previous: previousSchema,
  noPrevious: noPreviousSchema.nullable(),
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
