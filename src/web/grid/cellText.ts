import { type ColumnId, columnOf, valueLabel } from '../../contract/columns/columns';
import { formatDuration, formatTime } from '../../contract/format/format';
import { formatCount, formatPlain } from '../../contract/format/numbers';
import { formatValue } from '../../contract/format/text';
import { say } from '../../contract/texts/texts';

/** One value as a person reads it. */
export function cellText(id: ColumnId, value: string | number, asOf: string): string {
  const column = columnOf(id);
  if (column.kind === 'timestamp') return timeText(String(value), asOf);
  if (column.kind === 'text') return column.content === 'document' ? String(value) : formatValue(String(value));
  if (column.kind !== 'integer') return valueLabel(id, String(value));
  switch (column.unit) {
    case 'seconds':
      return formatDuration(Number(value), 3);
    case 'percent':
      return `${formatPlain(Number(value))} %`;
    case 'count':
      return formatCount(Number(value));
    case 'identifier':
      return formatPlain(Number(value));
  }
}

/** `23 Nov 13:58`; the year only where it is not the current one. */
function timeText(value: string, asOf: string): string {
  const text = formatTime(value);
  const year = value.slice(0, 4);
  return year === asOf.slice(0, 4) ? text.replace(` ${year},`, '') : text;
}

/** The whole of it, for a cell that is narrow or says less: seconds and years, and an elapsed time as seconds. */
export function wholeText(id: ColumnId, value: string | number): string {
  const column = columnOf(id);
  if (column.kind === 'timestamp') return formatTime(String(value), true);
  if (column.kind !== 'integer' || column.unit !== 'seconds') return cellText(id, value, '');
  return say(column.isWorkingTime === true ? 'grid.seconds.working' : 'grid.seconds', { n: Number(value) });
}
