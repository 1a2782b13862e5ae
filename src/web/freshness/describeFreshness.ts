import { formatDuration, formatTime } from '../../contract/format/format';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { serverWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
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
  const known = syncedAt === null ? say('freshness.noneYet') : say('freshness.those', { time: formatTime(syncedAt) });
  switch (state) {
    case 'waiting':
      return {
        label: say(running ? 'freshness.waiting.running' : 'freshness.waiting'),
        warning: false,
        explanation: say('freshness.waiting.why'),
      };
    case 'failing': {
      const why = reason === null ? say('freshness.failing.unknown') : serverWords(reason);
      const failure =
        failingSince === null
          ? say('freshness.failing.every', { why })
          : say('freshness.failing.since', { time: formatTime(failingSince), why });
      return {
        label:
          syncedAt === null ? say('freshness.failing') : say('freshness.failing.asOf', { time: formatTime(syncedAt) }),
        warning: true,
        explanation: `${known} ${failure}`,
      };
    }
    case 'stale':
      return {
        label: sayAge('freshness.last', syncedAt, asOf),
        warning: true,
        explanation: `${known} ${describeDelay(sync)}`,
      };
    case 'fresh':
      return {
        label:
          sayAge('freshness.synced', syncedAt, asOf) +
          (rejected === 0 ? '' : say('freshness.rejected', { n: rejected })),
        warning: rejected > 0,
        explanation: rejected === 0 ? known : `${known} ${say('freshness.rejected.why', { n: rejected })}`,
      };
  }
}

function describeDelay({ everyMinutes, running }: SyncStatus): string {
  if (running) return say('freshness.late.running');
  return say(everyMinutes === null ? 'freshness.late.once' : 'freshness.late');
}

const MINUTE = 60;

/** `Synced just now`, `Synced 3 min ago`, `Synced 5 h ago`. */
function sayAge(what: 'freshness.last' | 'freshness.synced', then: string | null, now: string): string {
  const seconds = (parseWallTime(now) ?? 0) - (then === null ? 0 : (parseWallTime(then) ?? 0));
  return seconds < MINUTE ? say(`${what}.now`) : say(`${what}.ago`, { age: formatDuration(seconds, 1) });
}

/** `every 5 min`. */
export function formatInterval(everyMinutes: number | null): string {
  return everyMinutes === null
    ? say('freshness.notRepeated')
    : say('freshness.every', { duration: formatDuration(everyMinutes * MINUTE) });
}
