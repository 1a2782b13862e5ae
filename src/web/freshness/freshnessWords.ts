import { formatCount, formatDuration, formatTime } from '../../contract/format/format';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { parseWallTime } from '../../contract/time/wallTime';

/** How fresh mirrored tickets are, in words. */
export interface FreshnessWords {
  /** On the chip. */
  label: string;
  /** Something that whoever reads the numbers should know first. */
  warning: boolean;
  /** What it means for the numbers, and why. */
  explanation: string;
}

/** @param asOf the page's moment, wall time like those of the status. */
export function freshnessWords(sync: SyncStatus, asOf: string): FreshnessWords {
  const { state, syncedAt, failingSince, reason, rejected, running } = sync;
  const age = syncedAt === null ? null : ageWords(syncedAt, asOf);
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
        explanation: `${known} ${lateWords(sync)}`,
      };
    case 'fresh':
      return {
        label: rejected === 0 ? `Synced ${age}` : `Synced ${age} · ${formatCount(rejected)} not understood`,
        warning: rejected > 0,
        explanation: rejected === 0 ? known : `${known} ${rejectedWords(rejected)}`,
      };
  }
}

function lateWords({ everyMinutes, running }: SyncStatus): string {
  if (running) return 'A sync is under way.';
  return everyMinutes === null ? 'Nothing repeats the sync.' : 'The next sync is late.';
}

function rejectedWords(rejected: number): string {
  const what = rejected === 1 ? 'One ticket that was sent is' : `${formatCount(rejected)} tickets that were sent are`;
  return `${what} not as documented, so missing here or of an earlier state; the folder "rejects" on the server lists why.`;
}

const MINUTE = 60;

/** `just now`, `3 min ago`, `5 h ago`. */
function ageWords(then: string, now: string): string {
  const seconds = (parseWallTime(now) ?? 0) - (parseWallTime(then) ?? 0);
  return seconds < MINUTE ? 'just now' : `${formatDuration(seconds, 1)} ago`;
}

/** `every 5 min`. */
export function repeatWords(everyMinutes: number | null): string {
  return everyMinutes === null ? 'not repeated' : `every ${formatDuration(everyMinutes * MINUTE)}`;
}
