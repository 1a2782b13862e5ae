import { z } from 'zod';
import { count, wallTime } from './scalars';

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
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;
