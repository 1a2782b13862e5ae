import { formatDuration, formatTime } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { parseWallTime } from '../../contract/time/wallTime';

/** Texts on how fresh mirrored tickets are. */
export interface FreshnessDescription {
  /** On the chip. */
  label: string;
  /** Whether the numbers may be wrong or old. */
  warning: boolean;
  /** In the panel: the effect on the numbers, and the reason. */
  explanation: string;
}

/** @param asOf the page's moment, as wall time. */
export function describeFreshness(sync: SyncStatus, asOf: string): FreshnessDescription {
  const { state, syncedAt, failingSince, reason, rejected, running } = sync;
  const age = syncedAt === null ? null : formatAge(syncedAt, asOf);
  const known = syncedAt === null ? 'No tickets have come yet.' : `The tickets are those of ${formatTime(syncedAt)}.`;
  switch (state) {
    case 'waiting':
      return {
        label: running ? 'First sync under way' : 'Not synced yet',
        warning: false,
        explanation: 'Tickets appear once all of them have been read.',
      };
    case 'failing': {
      const since = failingSince === null ? '' : ` since ${formatTime(failingSince)}`;
      return {
        label: syncedAt === null ? 'Sync failing' : `Sync failing · data as of ${formatTime(syncedAt)}`,
        warning: true,
        explanation: `${known} Every sync${since} failed. ${reason ?? 'Whoever runs this report sees why.'}`,
      };
    }
    case 'stale':
      return {
        label: `Last sync ${age}`,
        warning: true,
        explanation: `${known} ${describeDelay(sync)}`,
      };
    case 'fresh':
      return {
        label: rejected === 0 ? `Synced ${age}` : `Synced ${age} · ${formatCount(rejected)} not understood`,
        warning: rejected > 0,
        explanation: rejected === 0 ? known : `${known} ${describeRejects(rejected)}`,
      };
  }
}

function describeDelay({ everyMinutes, running }: SyncStatus): string {
  if (running) return 'A sync is under way.';
  return everyMinutes === null ? 'Nothing repeats the sync.' : 'The next sync is late.';
}

function describeRejects(rejected: number): string {
  const what = rejected === 1 ? 'One ticket that was sent is' : `${formatCount(rejected)} tickets that were sent are`;
  return `${what} not as documented, so missing here or of an earlier state; the folder "rejects" on the server lists why.`;
}

const MINUTE = 60;

/** `just now`, `3 min ago`, `5 h ago`. */
function formatAge(then: string, now: string): string {
  const seconds = (parseWallTime(now) ?? 0) - (parseWallTime(then) ?? 0);
  return seconds < MINUTE ? 'just now' : `${formatDuration(seconds, 1)} ago`;
}

/** `every 5 min`. */
export function formatInterval(everyMinutes: number | null): string {
  return everyMinutes === null ? 'not repeated' : `every ${formatDuration(everyMinutes * MINUTE)}`;
}
