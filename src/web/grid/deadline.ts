import { formatDuration } from '../../contract/format/format';
import type { SlaState } from '../../contract/sla';
import { parseWallTime } from '../../contract/time/wallTime';

/** How a ticket stands against its deadline at a moment, in words. */
export interface Deadline {
  words: string;
  state: Exclude<SlaState, 'noSla'>;
}

/** Late or overdue. */
export function isBreached({ state }: Deadline): boolean {
  return state === 'breachedClosed' || state === 'breachedOpen';
}

interface Times {
  closedAt?: unknown;
  dueBy?: unknown;
  secondsClosedAfterSLA?: unknown;
}

/** Null without a deadline. Stored seconds count where they are stored, as in the service-level state. */
export function deadlineOf({ closedAt, dueBy, secondsClosedAfterSLA }: Times, asOf: string): Deadline | null {
  const due = seconds(dueBy);
  const closed = seconds(closedAt);
  if (closed !== null) {
    const stored = typeof secondsClosedAfterSLA === 'number' ? secondsClosedAfterSLA : null;
    const late = stored ?? (due === null ? null : closed - due);
    if (late === null) return null;
    if (late === 0) return { words: 'on time', state: 'met' };
    return late > 0
      ? { words: `${formatDuration(late, 2)} late`, state: 'breachedClosed' }
      : { words: `${formatDuration(-late, 2)} early`, state: 'met' };
  }
  const now = seconds(asOf);
  if (due === null || now === null) return null;
  return due < now
    ? { words: `${formatDuration(now - due, 2)} overdue`, state: 'breachedOpen' }
    : { words: `due in ${formatDuration(due - now, 2)}`, state: 'pending' };
}

function seconds(value: unknown): number | null {
  return typeof value === 'string' ? parseWallTime(value) : null;
}
