import { columnOf, type StoredColumnId } from '../columns/columns';
import { formatCount } from '../format/numbers';
import type { Recognised } from '../responses/fileDialect';
import type { CHART_TIMES, ImportDoubt, RejectGroup } from '../responses/importResponses';
import { say } from '../texts/texts';

/** What is recognised of a file, what is wrong with its rows, and what an import would lose, in words. */

/** "csv, windows-1252, separated by semicolons, header on line 3, dates with the day first". */
export function describeRecognised(file: Recognised): string {
  const { format, packing, encoding, separator, headerLine, field, sheet, sheets, dates, decimal, idPrefix } = file;
  const parts = [
    say(`import.format.${format}`),
    packing !== null && say('import.recognised.packed', { packing }),
    field !== null && say('import.recognised.field', { field }),
    sheet !== null && describeSheet(sheet, sheets),
    encoding,
    separator !== null && say(`import.recognised.separator.${separator}`),
    headerLine !== null && headerLine > 1 && say('import.recognised.header', { line: headerLine }),
    dates !== null && say(`import.recognised.dates.${dates}`),
    decimal !== null && say(`import.recognised.decimal.${decimal}`),
    idPrefix !== null && say('import.recognised.ids', { prefix: idPrefix }),
  ];
  return parts.filter((part) => part !== false && part !== null).join(', ');
}

function describeSheet(sheet: string, sheets: readonly string[]): string {
  return sheets.length > 1
    ? say('import.recognised.sheetOf', { sheet, sheets: sheets.join(', ') })
    : say('import.recognised.sheet', { sheet });
}

/** "createdAt has no time of day: 12 rows, the first on line 4 (2026-10-02)". */
export function describeRejectGroup({ column, what, count, first }: RejectGroup): string {
  const shown = first.value === null ? '' : ` (${first.value})`;
  const rows = `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
  return `${column === null ? '' : `${column} `}${what}: ${rows}, the first on line ${first.line}${shown}`;
}

/** "Time to close and Closed after deadline: not in the file, worked out from its times". */
export function describeDerived(derived: readonly StoredColumnId[]): string {
  const columns = derived.map((id) => columnOf(id).label).reduce((list, last) => say('format.and', { list, last }));
  return say('import.derived', { columns });
}

/** What the charts lack without a time. */
export function describeLacking(id: (typeof CHART_TIMES)[number]): string {
  return say(`import.lacking.${id}`);
}

export function isMostlyRejected({ read, rejected }: ImportDoubt): boolean {
  return rejected * 2 > read;
}

export function isMostlyGone({ stored, left }: ImportDoubt): boolean {
  return left * 2 < stored;
}

/** "4 of 7 rows are rejected, and of 10 tickets 3 would be left". */
export function describeDoubt(doubt: ImportDoubt): string {
  const { read, rejected, stored, left, others } = doubt;
  if (others > 0) return say('import.doubt.others', { n: others });
  const rows = say('import.doubt.rejected', { rejected, read });
  const gone = say('import.doubt.gone', { stored, left });
  if (!isMostlyRejected(doubt)) return isMostlyGone(doubt) ? gone : '';
  return isMostlyGone(doubt) ? say('import.doubt.both', { rejected: rows, gone }) : rows;
}
