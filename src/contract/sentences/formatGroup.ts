import { type ColumnId, columnOf, valueLabel } from '../columns/columns';
import { formatValue } from '../format/text';
import { say } from '../texts/texts';

/** A value that tickets are grouped by. */
export function formatGroup(by: ColumnId, value: string | number | null): string {
  if (value === null) return columnOf(by).emptyLabel ?? say('chart.empty');
  if (by === 'createdHour') return say('chart.hour', { hour: value });
  return columnOf(by).kind === 'text' ? formatValue(String(value)) : valueLabel(by, String(value));
}
