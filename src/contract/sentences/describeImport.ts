import { columnOf, type StoredColumnId } from '../columns/columns';
import { formatCount } from '../format/numbers';
import type { FileFormat, Recognised } from '../responses/fileDialect';
import type { CHART_TIMES, RejectGroup, ReplaceDoubt } from '../responses/importResponses';

/** What is recognised of a file, what is wrong with its rows, and what an import would lose, in words. */

const FORMAT_NAMES: Record<FileFormat, string> = {
  csv: 'csv',
  jsonArray: 'a JSON array',
  jsonObject: 'a JSON object',
  ndjson: 'ndjson',
  xlsx: 'xlsx',
};
const SEPARATOR_NAMES = { comma: 'commas', semicolon: 'semicolons', tab: 'tabs', pipe: '|' } as const;
const ORDER_NAMES = { dmy: 'the day first', mdy: 'the month first' } as const;

/** "csv, windows-1252, separated by semicolons, header on line 3, dates with the day first". */
export function describeRecognised(file: Recognised): string {
  const { format, packing, encoding, separator, headerLine, field, sheet, sheets, dates, decimal, idPrefix } = file;
  const parts = [
    FORMAT_NAMES[format],
    packing !== null && `packed by ${packing}`,
    field !== null && `its rows in "${field}"`,
    sheet !== null && `sheet "${sheet}"${sheets.length > 1 ? ` of ${sheets.join(', ')}` : ''}`,
    encoding,
    separator !== null && `separated by ${SEPARATOR_NAMES[separator]}`,
    headerLine !== null && headerLine > 1 && `header on line ${headerLine}`,
    dates !== null && `dates with ${ORDER_NAMES[dates]}`,
    decimal !== null && `fractions behind a ${decimal}`,
    idPrefix !== null && `ids without their "${idPrefix}"`,
  ];
  return parts.filter((part) => part !== false && part !== null).join(', ');
}

/** "createdAt has no time of day: 12 rows, the first on line 4 (2026-10-02)". */
export function describeRejectGroup({ column, what, count, first }: RejectGroup): string {
  const shown = first.value === null ? '' : ` (${first.value})`;
  const rows = `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
  return `${column === null ? '' : `${column} `}${what}: ${rows}, the first on line ${first.line}${shown}`;
}

/** "Time to close and Closed after deadline: not in the file, worked out from its times". */
export function describeDerived(derived: readonly StoredColumnId[]): string {
  const names = derived.map((id) => columnOf(id).label).join(' and ');
  return `${names}: not in the file, worked out from its times`;
}

const LACKING = {
  createdAt: 'nothing is mapped to Created',
  closedAt: 'nothing is mapped to Closed: no ticket counts as closed',
  dueBy: 'nothing is mapped to Due: there is no breach rate',
} as const;

/** What the charts lack without a time. */
export function describeLacking(id: (typeof CHART_TIMES)[number]): string {
  return LACKING[id];
}

export function isMostlyRejected({ read, rejected }: ReplaceDoubt): boolean {
  return rejected * 2 > read;
}

export function isMostlyGone({ stored, left }: ReplaceDoubt): boolean {
  return left * 2 < stored;
}

/** "4 of 7 rows are rejected, and of 10 tickets 3 would be left". */
export function describeDoubt(doubt: ReplaceDoubt): string {
  const { read, rejected, stored, left } = doubt;
  const rows = `${formatCount(rejected)} of ${formatCount(read)} rows are rejected`;
  const tickets = `of ${formatCount(stored)} tickets ${formatCount(left)} would be left`;
  return [isMostlyRejected(doubt) && rows, isMostlyGone(doubt) && tickets]
    .filter((part) => part !== false)
    .join(', and ');
}
