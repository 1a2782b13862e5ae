import { z } from 'zod';
import { PRIVACY_LEVELS } from '../privacy';

/** What the audit records (src/contract/README.md, section 4). */
export const AUDIT_KINDS = [
  'signedIn',
  'signedOut',
  'issued',
  'revoked',
  'refused',
  'seen',
  'downloaded',
  'queued',
  'mailed',
  'cancelled',
  'fileDeleted',
  'retried',
  'importBegun',
  'imported',
  'replaced',
  'syncBegun',
  'backedUp',
  'restored',
  'copied',
  'viewSaved',
  'linkMade',
  'mappingSaved',
  'mappingDeleted',
  'scheduleSaved',
  'scheduleRemoved',
  'unsubscribed',
  'auditSeen',
  'auditDownloaded',
] as const;

/** Null where it means nothing for the kind, or is not known. */
export const auditEntrySchema = z.object({
  /** Grows from entry to entry. */
  id: z.int(),
  /** An instant, in UTC. */
  at: z.iso.datetime(),
  kind: z.enum(AUDIT_KINDS),
  /** Whom the token named; null for nobody in particular. */
  userId: z.string().nullable(),
  userEmail: z.string().nullable(),
  /** What of a kind: an endpoint and why it refused, the format of a file. */
  detail: z.string().nullable(),
  /** The canonical query; `[count]` stands for the values of text columns and of columns that a level can hide. */
  query: z.string().nullable(),
  /** Of the file or the page. */
  columns: z.array(z.string()).nullable(),
  /** By which tickets were chosen or ordered. */
  chosenBy: z.array(z.string()).nullable(),
  rows: z.int().nonnegative().nullable(),
  level: z.enum(PRIVACY_LEVELS).nullable(),
  address: z.string().nullable(),
  /** The browser or program. */
  program: z.string().nullable(),
  /** More than 1 only for refusals, which are counted per minute. */
  times: z.int().positive(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditListSchema = z.object({
  /** Newest first. */
  entries: z.array(auditEntrySchema),
  /** `before` of the next page; null on the last one. */
  next: z.int().nullable(),
});
export type AuditList = z.infer<typeof auditListSchema>;
