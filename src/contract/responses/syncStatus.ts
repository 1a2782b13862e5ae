import { z } from 'zod';
import { columnId, count, wallTime } from './scalars';

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
