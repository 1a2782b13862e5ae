import { z } from 'zod';
import { DELIVERIES, EXPORT_FORMATS } from '../query/requests';
import { columnId, count, wallTime } from './scalars';

/** Files that wait, and queued exports. */

/** 202: the file goes to the user's email address when it is ready. */
export const queuedResponseSchema = z.object({
  status: z.literal('queued'),
  message: z.string(),
  jobId: z.string(),
  rows: count,
  deliverTo: z.string(),
});
export type QueuedResponse = z.infer<typeof queuedResponseSchema>;

/** Also understood by the page: a documented server's plain 200 with a message instead of the rows. */
export const messageResponseSchema = z.object({ message: z.string() });

/** The file is whole and waits at `url`. */
export const preparedResponseSchema = z.object({ url: z.string(), rows: count, bytes: count });

export const JOB_STATES = ['queued', 'running', 'sent', 'failed', 'cancelled'] as const;

export const exportJobSchema = z.object({
  id: z.string(),
  state: z.enum(JOB_STATES),
  /** Null where this version does not have it: `problem` names it. */
  format: z.enum(EXPORT_FORMATS).nullable(),
  /** Canonical query string of the export; null where it names what its owner may not see any more. */
  query: z.string().nullable(),
  /** What this version does not understand of it, as the end of a sentence; its query and figures are then null. */
  problem: z.string().nullable(),
  /** Rows that matched when it was requested. */
  rowsRequested: count.nullable(),
  /** Rows written so far, about; null while nothing is written. */
  progress: count.nullable(),
  /** Rows of the file itself; null until it is made. */
  rows: count.nullable(),
  bytes: count.nullable(),
  sha256: z.string().nullable(),
  /** The file is whole and can be downloaded, also while its mail is still on the way (state `running`). */
  hasFile: z.boolean(),
  /** When its owner removed the file; null otherwise. */
  fileDeletedAt: z.string().nullable(),
  /** `download`: it was downloaded when it was asked for, and is not kept as a file. */
  delivery: z.enum(DELIVERIES),
  /** When its owner closed the news of it, in whichever browser. */
  seenAt: z.string().nullable(),
  deliverTo: z.string(),
  /** `outbox`: no mail server is set up, and the mail is read at /export/jobs/{id}/mail. */
  mailedBy: z.enum(['smtp', 'outbox']).nullable(),
  /** Why the mail is not out yet, in words for the user. */
  mailError: z.string().nullable(),
  /** When a failed try is made again. */
  nextTryAt: z.string().nullable(),
  /** ISO 8601 instants in UTC. */
  requestedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** The file is removed then. */
  expiresAt: z.string().nullable(),
  /** Why it failed, in words for the user. */
  error: z.string().nullable(),
  /** What the file holds, fixed when it was made. */
  receipt: z
    .object({
      /** The filters in plain words. */
      words: z.string(),
      asOf: wallTime,
      timeZone: z.string(),
      columns: z.array(columnId),
      /** How many columns were hidden from the owner. */
      hiddenColumns: count,
    })
    .nullable(),
});
export type ExportJob = z.infer<typeof exportJobSchema>;

/** A mail of the local outbox, as its reader would see it. */
export const outboxMailSchema = z.object({
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  messageId: z.string(),
  /** ISO 8601. */
  date: z.string(),
  text: z.string(),
  attachments: z.array(z.string()),
});
export type OutboxMail = z.infer<typeof outboxMailSchema>;

export const jobListSchema = z.object({ jobs: z.array(exportJobSchema) });

/** `user`: as X-User has it. A stream that opens again by itself can be of whoever has signed in meanwhile. */
export const jobsEventSchema = jobListSchema.extend({ user: z.string() });
