import { say } from '../texts/texts';
import { type ColumnId, columnOf } from './columns';

/** What the columns of a file are called: by their documented names, or as on screen. */
export const FILE_HEADERS = ['names', 'labels'] as const;
export type FileHeaders = (typeof FILE_HEADERS)[number];

/** `Time to close`, or `secondsToClose`. */
export function headerOf(id: ColumnId, headers: FileHeaders): string {
  return headers === 'labels' ? columnOf(id).label : id;
}

/**
 * How a workbook that is headed by labels writes seconds: as the spreadsheet's own durations, or, where they are as often
 * negative, which it cannot show of durations, as decimal hours. Null for every other column.
 */
export function secondsForm(id: ColumnId): 'duration' | 'hours' | null {
  const column = columnOf(id);
  if (column.kind !== 'integer' || column.unit !== 'seconds') return null;
  return column.isSigned === true ? 'hours' : 'duration';
}

/** `Closed after deadline (hours)`: where a value is in hours its header says so, and an import reads it by that. */
export function sheetHeader(id: ColumnId, headers: FileHeaders): string {
  const header = headerOf(id, headers);
  return headers === 'labels' && secondsForm(id) === 'hours' ? say('sheet.inHours', { header }) : header;
}
