import { formatDuration } from '../../contract/format/format';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import { isBreached, isSlaState } from '../../contract/sla';

/** How a ticket stands against its deadline, in words. */
interface Deadline {
  words: string;
  isBreached: boolean;
  /** Past its deadline and not closed: somebody has to act. */
  isOverdue: boolean;
}

/** Of the row's computed columns; null without a deadline, or where they were not asked for. */
export function deadlineOf({ slaState, againstDeadline }: TicketRow): Deadline | null {
  if (typeof againstDeadline !== 'number' || !isSlaState(slaState)) return null;
  const time = formatDuration(Math.abs(againstDeadline), 2);
  const words = {
    met: againstDeadline === 0 ? 'on time' : `${time} early`,
    breachedClosed: `${time} late`,
    breachedOpen: `${time} overdue`,
    pending: `due in ${time}`,
    noSla: null,
  }[slaState];
  return words === null ? null : { words, isBreached: isBreached(slaState), isOverdue: slaState === 'breachedOpen' };
}
