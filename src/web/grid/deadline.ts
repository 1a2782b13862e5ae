import { formatDuration } from '../../contract/format/format';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import { isBreached, isSlaState } from '../../contract/sla';
import { say } from '../../contract/texts/texts';

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
    met: againstDeadline === 0 ? say('grid.deadline.onTime') : say('grid.deadline.early', { time }),
    breachedClosed: say('grid.deadline.late', { time }),
    breachedOpen: say('grid.deadline.overdue', { time }),
    pending: say('grid.deadline.due', { time }),
    noSla: null,
  }[slaState];
  return words === null ? null : { words, isBreached: isBreached(slaState), isOverdue: slaState === 'breachedOpen' };
}
