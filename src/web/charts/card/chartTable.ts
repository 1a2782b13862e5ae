import { formatShare } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import { protectFormulas } from '../../../contract/format/protectFormulas';
import type { Filter } from '../../../contract/query/filters';

/** The numbers behind a chart, for screen readers and for copying, with the filters of each mark. */
export interface ChartTable {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

export interface Cell {
  /** As it is copied. */
  value: string | number | null;
  /** As it reads on screen. */
  text: string;
  /** Filters for exactly the tickets that the number counts. */
  pick?: readonly Filter[];
}

export function textCell(text: string): Cell {
  return { value: text, text };
}

/** @param pick filters for exactly these tickets. */
export function countCell(count: number, pick?: readonly Filter[]): Cell {
  return { value: count, text: formatCount(count), ...(pick === undefined ? {} : { pick }) };
}

/** @param share 0..1; null where there is nothing to divide by. */
export function shareCell(share: number | null): Cell {
  return { value: share === null ? null : Number(share.toFixed(6)), text: formatShare(share) };
}

/** RFC 4180; numbers as numbers, shares as fractions, null as an empty cell. */
export function toCsv({ columns, rows }: ChartTable): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const cell = ({ value }: Cell) => (typeof value === 'string' ? quoted(protectFormulas(value)) : String(value ?? ''));
  return [columns.map(quoted), ...rows.map((row) => row.map(cell))].map((line) => line.join(',')).join('\r\n');
}
