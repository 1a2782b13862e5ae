import { type ColumnId, columnOf, valueLabel } from '../../contract/columns/columns';
import { formatCount, formatDuration, formatTime } from '../../contract/format/format';

/** One value as a person reads it. */
export function cellText(column: ColumnId, value: string | number, asOf: string): string {
  const { kind, unit } = columnOf(column);
  if (kind === 'timestamp') return timeText(String(value), asOf);
  if (typeof value !== 'number') return valueLabel(column, value);
  if (unit === 'seconds') return formatDuration(value, 3);
  if (unit === 'percent') return `${value} %`;
  return unit === 'count' ? formatCount(value) : String(value);
}

/** `23 Nov 13:58`; the year only where it is not the current one. */
function timeText(value: string, asOf: string): string {
  const text = formatTime(value);
  const year = value.slice(0, 4);
  return year === asOf.slice(0, 4) ? text.replace(` ${year},`, '') : text;
}

/** The value as it is stored, where the text says less. */
export function storedText(column: ColumnId, value: string | number): string | undefined {
  const { kind, unit } = columnOf(column);
  if (kind === 'timestamp' || kind === 'text') return String(value);
  if (kind === 'enum') return valueLabel(column, String(value)) === value ? undefined : String(value);
  return unit === 'seconds' ? `${formatCount(Number(value))} seconds of calendar time` : undefined;
}
