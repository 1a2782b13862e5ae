import type { CSSProperties } from 'react';
import { type ColumnId, valueLabel } from '../../contract/columns/columns';
import { formatTime } from '../../contract/format/format';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { cellText, wholeText } from './cellText';
import { deadlineOf } from './deadline';

/** One value as a person reads it; the tooltip has all of it. */
export function Cell({ column, row, asOf }: { column: ColumnId; row: TicketRow; asOf: string }) {
  if (column === 'againstDeadline') return <DeadlineCell row={row} />;
  const value = row[column];
  if (value === null || value === undefined) return <Nothing />;
  if (column === 'priority') return <PriorityCell priority={String(value)} />;
  return <span title={wholeText(column, value)}>{cellText(column, value, asOf)}</span>;
}

function Nothing() {
  return <span style={{ color: colour('faint') }}>–</span>;
}

const PRIORITY_STYLES: Partial<Record<string, CSSProperties>> = {
  urgent: { fontWeight: 600, padding: '1px 8px', borderRadius: 9, background: colour('accent-bg') },
  high: { fontWeight: 600 },
  low: { color: colour('soft') },
};

/** What presses stands out by weight and ground, which tell it apart without colours too. */
function PriorityCell({ priority }: { priority: string }) {
  return (
    <span title={wholeText('priority', priority)} style={PRIORITY_STYLES[priority]}>
      {valueLabel('priority', priority)}
    </span>
  );
}

const HANDLE = 'cell-menu';

/** Opens the cell's menu, for a mouse that is over it; the keyboard's way is F or the menu key. */
export function CellMenuHandle() {
  // Its dots are drawn by the style, so that they are no part of the cell's text.
  return <span className={HANDLE} aria-hidden="true" title={say('grid.filterHandle')} />;
}

export function isCellMenuHandle(target: EventTarget): boolean {
  return target instanceof Element && target.classList.contains(HANDLE);
}

/** How the ticket stands against its deadline at the moment of the report; the deadline is in the tooltip. */
function DeadlineCell({ row }: { row: TicketRow }) {
  const deadline = deadlineOf(row);
  if (deadline === null) return <Nothing />;
  const { dueBy, againstDeadline } = row;
  const seconds = wholeText('againstDeadline', againstDeadline ?? 0);
  const due =
    typeof dueBy === 'string'
      ? say('grid.due', { time: formatTime(dueBy, true), seconds })
      : say('grid.dueUnknown', { seconds });
  return (
    <span title={due} style={deadline.isOverdue ? { color: colour('bad'), fontWeight: 600 } : {}}>
      {deadline.isBreached && (
        <span aria-hidden="true" style={{ fontSize: 9, color: colour(deadline.isOverdue ? 'bad' : 'late') }}>
          ▲{' '}
        </span>
      )}
      {deadline.words}
    </span>
  );
}
