import type { TicketRow } from '../../contract/answers';
import { type ColumnId, columnOf } from '../../contract/columns';
import { formatCount, formatDuration, formatTime } from '../../contract/format';
import { colour } from '../theme/colours';
import { deadlineOf } from './deadline';

/** One value as a person reads it; the raw one is in the tooltip where it says more. */
export function Cell({ column, row, asOf }: { column: ColumnId; row: TicketRow; asOf: string }) {
  const value = row[column];
  if (value === null || value === undefined) return <span style={{ color: colour('faint') }}>–</span>;
  if (column === 'status') return <StatusTag status={String(value)} />;
  if (column === 'dueBy') return <DueCell row={row} asOf={asOf} />;
  const text = cellText(column, value, asOf);
  return <span title={rawTitle(column, value)}>{text}</span>;
}

/** `23 Nov, 13:58`; the year only where it is not the current one. */
function timeText(value: string, asOf: string): string {
  const text = formatTime(value);
  return value.slice(0, 4) === asOf.slice(0, 4) ? text.replace(` ${value.slice(0, 4)},`, ',') : text;
}

export function cellText(column: ColumnId, value: string | number, asOf: string): string {
  const { kind, unit } = columnOf(column);
  if (kind === 'timestamp') return timeText(String(value), asOf);
  if (typeof value !== 'number') return value;
  if (unit === 'seconds') return formatDuration(value, 3);
  if (unit === 'percent') return `${value} %`;
  return unit === 'count' ? formatCount(value) : String(value);
}

function rawTitle(column: ColumnId, value: string | number): string | undefined {
  const { kind, unit } = columnOf(column);
  if (kind === 'timestamp' || kind === 'text') return String(value);
  return unit === 'seconds' ? `${value} seconds of calendar time` : undefined;
}

function StatusTag({ status }: { status: string }) {
  const open = status === 'open';
  return (
    <span
      style={{
        padding: '1px 8px',
        borderRadius: 9,
        fontSize: 12,
        background: colour(open ? 'accent-bg' : 'none'),
        color: colour(open ? 'accent' : 'ink'),
      }}
    >
      {status}
    </span>
  );
}

/** The deadline as what it means now; the time itself is in the tooltip. */
function DueCell({ row, asOf }: { row: TicketRow; asOf: string }) {
  const deadline = deadlineOf(row, asOf);
  if (deadline === null) return <span style={{ color: colour('faint') }}>–</span>;
  return (
    <span title={`due ${row.dueBy ?? 'unknown'}`} style={deadline.breached ? { color: colour('bad') } : {}}>
      {deadline.breached && <span aria-hidden="true">▲ </span>}
      {deadline.words}
    </span>
  );
}
