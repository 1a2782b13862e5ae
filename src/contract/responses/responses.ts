import { z } from 'zod';
import { COLUMN_IDS, type ColumnKind } from '../columns/columns';
import { PRIVACY_LEVELS } from '../privacy';
import { COMPARATORS } from '../query/filters';
import { EXPORT_FORMATS } from '../query/requests';

/** What the API answers (CONTRACT.md section 1). The server builds these, the page parses them. */

export const columnId = z.enum(COLUMN_IDS as readonly [(typeof COLUMN_IDS)[number], ...(typeof COLUMN_IDS)[number][]]);
const columnKind = z.enum(['integer', 'text', 'enum', 'timestamp'] satisfies ColumnKind[]);
/** A non-negative count. */
const count = z.int().nonnegative();
/** Wall time `YYYY-MM-DD HH:mm:ss`. */
const wallTime = z.string();

/** Columns that are hidden or were not asked for are absent, so every column is optional. */
export const ticketSchema = z.partialRecord(columnId, z.union([z.string(), z.number(), z.null()]));
export type TicketRow = z.infer<typeof ticketSchema>;

export const previewAnswerSchema = z.object({
  data: z.array(ticketSchema),
  /** Rows that match, whatever the page. */
  total: count,
  columns: z.array(z.object({ key: columnId, label: z.string(), type: columnKind })),
  availableFilters: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      type: z.string(),
      comparators: z.array(z.enum(COMPARATORS)),
      values: z.array(z.string()).optional(),
    }),
  ),
});
export type PreviewAnswer = z.infer<typeof previewAnswerSchema>;

export const valuesAnswerSchema = z.object({
  /** Most frequent first; the null value is counted in `empty`. */
  values: z.array(z.object({ value: z.union([z.string(), z.number()]), count })),
  empty: count,
  /** Further values exist beyond `limit`. */
  more: z.boolean(),
});
export type ValuesAnswer = z.infer<typeof valuesAnswerSchema>;

export const SYNC_STATES = ['waiting', 'fresh', 'stale', 'failing'] as const;

/** How the mirror of another instance stands; times are wall times. */
export const syncStatusSchema = z.object({
  /** waiting: nothing has been stored yet. stale: the last sync is older than it should be. failing: the newest attempt failed. */
  state: z.enum(SYNC_STATES),
  /** When the store last was what the upstream is. */
  syncedAt: wallTime.nullable(),
  /** Null when nothing repeats it. */
  everyMinutes: count.nullable(),
  running: z.boolean(),
  failingSince: wallTime.nullable(),
  /** Why the newest attempt failed. */
  reason: z.string().nullable(),
  /** Tickets of the last sync that were not understood, and so are missing or old. */
  rejected: count,
  /** Columns that the other instance, an older one, does not send. */
  missingColumns: z.array(columnId),
  /** Names that it sends, a newer one, and that are no columns here. */
  leftOutColumns: z.array(z.string()),
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;

export const profileSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  privacyLevel: z.enum(PRIVACY_LEVELS),
  hiddenColumns: z.array(columnId),
  timeZone: z.string(),
  limits: z.object({ syncRows: z.object({ xlsx: count, csv: count, json: count }) }),
  defaultFormat: z.enum(EXPORT_FORMATS),
  /** Usual bytes of each visible column's values in text files, to say about how large a file will be. */
  columnBytes: z.partialRecord(columnId, z.number().nonnegative()).optional(),
  /** Wall time of the newest ticket change; null while there are no tickets. */
  dataAsOf: wallTime.nullable(),
  /** The store holds made-up tickets. */
  demoData: z.boolean(),
  /** Null unless the tickets are those of another instance. */
  sync: syncStatusSchema.nullable(),
  /** Query of the saved view that the page opens with. */
  defaultView: z.string().nullable(),
});
export type Profile = z.infer<typeof profileSchema>;

/** 202: the file goes to the user's email address when it is ready. */
export const queuedAnswerSchema = z.object({
  status: z.literal('queued'),
  message: z.string(),
  jobId: z.string(),
  rows: count,
  deliverTo: z.string(),
});
export type QueuedAnswer = z.infer<typeof queuedAnswerSchema>;

/** Also understood by the page: a documented server's plain 200 with a message instead of the rows. */
export const messageAnswerSchema = z.object({ message: z.string() });

/** The file is whole and waits at `url`. */
export const preparedAnswerSchema = z.object({ url: z.string(), rows: count, bytes: count });
export type PreparedAnswer = z.infer<typeof preparedAnswerSchema>;

export const JOB_STATES = ['queued', 'running', 'sent', 'failed', 'cancelled'] as const;

export const exportJobSchema = z.object({
  id: z.string(),
  state: z.enum(JOB_STATES),
  format: z.enum(EXPORT_FORMATS),
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

/** `loginUrl`: where single sign-on begins; `{returnTo}` in it stands for the report's address. */
export const signInWaysSchema = z.object({ loginUrl: z.string().nullable() });
export type SignInWays = z.infer<typeof signInWaysSchema>;

export const healthSchema = z.object({ status: z.enum(['ok', 'starting']) });
