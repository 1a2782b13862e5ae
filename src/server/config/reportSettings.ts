import { z } from 'zod';
import type { Provided } from '../../contract/columns/columns';
import { PRIVACY_LEVELS } from '../../contract/privacy';
import { EXPORT_FORMATS } from '../../contract/query/requests';
import { httpAddress, percent, wholeNumber } from './values';
import { holidays, type WorkingHours, workingHours, workingHoursOf } from './workingHours';

/** What reports show, and how long it stands in the audit that they did. */

const timeZone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}, 'must be a time zone such as UTC or Europe/Berlin');

export const reportSchema = z.object({
  REPORTING_TIMEZONE: timeZone.default('UTC'),
  REPORTING_PRIVACY_LEVEL: z.enum(PRIVACY_LEVELS).default('full'),
  /** `{id}` in it is replaced by a ticket's id. */
  TICKET_URL_TEMPLATE: httpAddress.refine((url) => url.includes('{id}'), 'must have {id} in it').optional(),
  /** Fields of the raw data, outermost first, between points. */
  SUBJECT_PATH: z
    .string()
    .regex(/^[^.]+(\.[^.]+)*$/, 'must be the name of a field of the raw data, such as subject or ticket.subject')
    .optional(),
  REPORTING_TARGET_RATE: percent.optional(),
  REPORTING_WORKING_HOURS: workingHours.optional(),
  REPORTING_HOLIDAYS: holidays.optional(),
  DEFAULT_DATE_EXPORT_FORMAT: z.enum(EXPORT_FORMATS).default('csv'),
  EXPORT_SYNC_ROWS_TEXT: wholeNumber(0, 100_000_000).default(300_000),
  EXPORT_SYNC_ROWS_XLSX: wholeNumber(0, 1_000_000).default(1000),
  /** How long entries of the audit are kept. */
  AUDIT_DAYS: wholeNumber(1, 3660).default(400),
});

export interface ReportSettings {
  timeZone: string;
  privacyLevel: (typeof PRIVACY_LEVELS)[number];
  /** Address of a ticket in the helpdesk, with `{id}` in the place of its id. */
  ticketUrl: string | null;
  /** The fields of the raw data in which a ticket's subject stands, outermost first. */
  subjectPath: readonly string[] | null;
  /** The breach rate that is aimed at, 0..1. */
  targetRate: number | null;
  /** When work is done; null where no hours are set. */
  workingHours: WorkingHours | null;
  defaultFormat: (typeof EXPORT_FORMATS)[number];
  /** Rows up to which an export is downloaded rather than queued. */
  syncRows: Record<(typeof EXPORT_FORMATS)[number], number>;
  auditDays: number;
}

export function reportSettings(env: z.infer<typeof reportSchema>): ReportSettings {
  const { EXPORT_SYNC_ROWS_TEXT: text } = env;
  return {
    timeZone: env.REPORTING_TIMEZONE,
    privacyLevel: env.REPORTING_PRIVACY_LEVEL,
    ticketUrl: env.TICKET_URL_TEMPLATE ?? null,
    subjectPath: env.SUBJECT_PATH?.split('.') ?? null,
    targetRate: env.REPORTING_TARGET_RATE ?? null,
    workingHours: workingHoursOf(env.REPORTING_WORKING_HOURS, env.REPORTING_HOLIDAYS),
    defaultFormat: env.DEFAULT_DATE_EXPORT_FORMAT,
    syncRows: { csv: text, json: text, ndjson: text, parquet: text, xlsx: env.EXPORT_SYNC_ROWS_XLSX },
    auditDays: env.AUDIT_DAYS,
  };
}

/** What not every instance has. */
export function providedBy({
  workingHours,
  subjectPath,
}: Pick<ReportSettings, 'workingHours' | 'subjectPath'>): Provided {
  return { workingTime: workingHours !== null, subject: subjectPath !== null };
}
