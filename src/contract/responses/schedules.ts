import { z } from 'zod';
import { WEEKDAYS } from '../columns/columns';
import { FILE_HEADERS } from '../columns/fileHeaders';
import { storedQuery } from '../query/links';
import { CSV_DIALECTS, EXPORT_FORMATS } from '../query/requests';
import { keptName } from './savedViews';

/** Reports that are mailed at times, and alerts about a figure. */

export const MAX_SCHEDULES = 50;
/** Of one user's schedules together: the list has them all. */
export const MAX_SCHEDULES_CHARACTERS = 256 * 1024;
export const MAX_RECIPIENTS = 20;
/** Days since the last sign-in of whoever gets a mail: rights that are older are not believed. */
export const SIGN_IN_DAYS = 30;

const at = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time, HH:mm');
/** Nothing is more often than hourly. */
const whenSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('hour'), minute: z.int().min(0).max(59) }),
  z.strictObject({ every: z.literal('week'), weekdays: z.array(z.enum(WEEKDAYS)).min(1).max(7), at }),
  /** A day that a month does not have is left out in it; `last` is the last one of each. */
  z.strictObject({ every: z.literal('month'), day: z.union([z.int().min(1).max(31), z.literal('last')]), at }),
]);
export type When = z.infer<typeof whenSchema>;

export const ALERT_FIGURES = ['breachRate', 'tickets', 'notClosed', 'overdue', 'p50', 'p90'] as const;
export type AlertFigure = (typeof ALERT_FIGURES)[number];
export const ALERT_SIDES = ['over', 'under'] as const;

const deliverySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    format: z.enum(EXPORT_FORMATS),
    csvDialect: z.enum(CSV_DIALECTS).optional(),
    headers: z.enum(FILE_HEADERS).optional(),
  }),
  /** The workbook of every tile and chart. */
  z.strictObject({ kind: z.literal('figures') }),
  /** The page's sentence with its main figures. */
  z.strictObject({ kind: z.literal('sentence') }),
  /** The rate is of 1, times to close are seconds. */
  z.strictObject({
    kind: z.literal('alert'),
    figure: z.enum(ALERT_FIGURES),
    side: z.enum(ALERT_SIDES),
    value: z.number().min(0).max(1e12),
  }),
]);
export type Delivery = z.infer<typeof deliverySchema>;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const fields = {
  name: keptName,
  /** Of the page. */
  query: storedQuery.optional(),
  /** Id of a saved view, one's own or shared: the schedule follows it. In place of `query`. */
  view: z.uuid().optional(),
  delivery: deliverySchema,
  when: whenSchema,
  timeZone: z.string().max(100).refine(isTimeZone, 'the name of a time zone, such as Europe/Berlin'),
  /** Addresses of mails; without them oneself. */
  recipients: z
    .array(
      z
        .string()
        .max(320)
        .regex(/^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u, 'an address such as name@example.com'),
    )
    .min(1)
    .max(MAX_RECIPIENTS)
    .optional(),
  isPaused: z.boolean().optional(),
};

export const newScheduleSchema = z.strictObject(fields);
export type NewSchedule = z.infer<typeof newScheduleSchema>;
export const scheduleChangeSchema = newScheduleSchema.partial();
export type ScheduleChange = z.infer<typeof scheduleChangeSchema>;

/**
 * Why somebody gets nothing: they have not signed in for too long, or their token was revoked; they lack a permission;
 * a column or filter is hidden from them; the view is gone; this version does not understand it.
 */
export const REFUSALS = ['signIn', 'permission', 'hidden', 'viewGone', 'problem'] as const;
export type Refusal = (typeof REFUSALS)[number];
/** Why nobody gets anything: the same for the owner; the owner paused it; all unsubscribed; others changed the row. */
export const PAUSES = ['owner', ...REFUSALS, 'unsubscribed', 'forged'] as const;
export type Pause = (typeof PAUSES)[number];

export const RUN_STATES = ['queued', 'sent', 'quiet', 'skipped', 'failed'] as const;

const runSchema = z.object({
  /** Of the recipient. */
  address: z.string(),
  /** `quiet`: an alert that had nothing to tell; `skipped`: the recipient may not have it (now). */
  state: z.enum(RUN_STATES),
  /** ISO 8601 instants in UTC: when it was due, and when it ended. */
  dueAt: z.string(),
  endedAt: z.string().nullable(),
  /** Why it was skipped; null where it was not, or for another reason. */
  reason: z.enum(REFUSALS).nullable(),
  /** Why it was skipped or failed, in words for its owner. */
  error: z.string().nullable(),
  /** What an alert read; null where there was no figure. */
  value: z.number().nullable(),
});
export type ScheduleRun = z.infer<typeof runSchema>;

export const scheduleSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Null where it follows a view, or names what its owner may not see (any more). */
  query: z.string().nullable(),
  view: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What is in its way, as the end of a sentence; null when nothing is. */
  problem: z.string().nullable(),
  delivery: deliverySchema,
  when: whenSchema,
  timeZone: z.string(),
  recipients: z.array(z.object({ address: z.string(), isUnsubscribed: z.boolean() })),
  paused: z.enum(PAUSES).nullable(),
  /** ISO 8601 in UTC; null while it is paused. */
  nextAt: z.string().nullable(),
  /** The newest of each of its recipients, newest first. */
  lastRuns: z.array(runSchema),
});
export type Schedule = z.infer<typeof scheduleSchema>;

export const scheduleListSchema = z.object({ schedules: z.array(scheduleSchema) });
