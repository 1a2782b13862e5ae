import { type ColumnId, columnOf, isWorkingTime } from '../../../../contract/columns/columns';
import { type FileHeaders, secondsForm, sheetHeader } from '../../../../contract/columns/fileHeaders';
import { formatCount } from '../../../../contract/format/numbers';
import { textCell } from './cells';
import { CELL_CHARACTERS, escapeXml, type TextChanges } from './cellText';
import { STYLE } from './styles';

/** Where a file comes from. It names nothing that its reader may not see. */
export interface AboutFile {
  /** The filters in plain words. */
  words: string;
  /** Wall time that stood for "now". */
  asOf: string;
  timeZone: string;
  /** Who made the file. */
  email: string;
  /** Opens the same report. */
  link: string;
  /** How many columns the privacy level keeps from its maker; never which. */
  hiddenColumns: number;
  /** Which part of the result the file holds, in words; undefined for all of it. */
  part: string | undefined;
}

interface Written {
  rows: number;
  columns: readonly ColumnId[];
  headers: FileHeaders;
  sheets: number;
  changes: TextChanges;
}

/** Longer addresses Excel takes as text only. */
const LINK_CHARACTERS = 2000;

/** The sheet that tells what the others hold. */
export class AboutSheet {
  readonly #facts: readonly (readonly [name: string, fact: string])[];
  readonly #columns: readonly ColumnId[];
  readonly #headers: FileHeaders;
  readonly #link: string;

  constructor(about: AboutFile, written: Written) {
    this.#facts = facts(about, written);
    this.#columns = written.columns;
    this.#headers = written.headers;
    this.#link = about.link;
  }

  /** The sheet's links; undefined without one. */
  get relations(): string | undefined {
    if (this.#link.length > LINK_CHARACTERS) return undefined;
    return [
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">',
      '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"',
      ` Target="${escapeXml(this.#link)}" TargetMode="External"/></Relationships>`,
    ].join('');
  }

  /** Under a label its name and form, under a name its label. */
  #describe(id: ColumnId): string {
    if (this.#headers === 'names') return describeColumn(id);
    const form = secondsForm(id);
    return form === null
      ? `${id}: ${describeColumn(id)}`
      : `${id}: ${isWorkingTime(id) ? 'working' : 'elapsed'} ${FORMS[form]}`;
  }

  get xml(): string {
    const rows = this.#facts.map(([name, fact], index) =>
      row(index + 1, [cell('A', index + 1, name, STYLE.name), cell('B', index + 1, fact, styleOf(name))]),
    );
    const start = rows.length + 2;
    const table = [
      row(start, [cell('A', start, 'Column', STYLE.header), cell('B', start, 'What it holds', STYLE.header)]),
      ...this.#columns.map((id, index) => {
        const at = start + 1 + index;
        return row(at, [
          cell('A', at, sheetHeader(id, this.#headers), STYLE.text),
          cell('B', at, this.#describe(id), STYLE.fact),
        ]);
      }),
    ];
    const linkRow = this.#facts.findIndex(([name]) => name === LINK) + 1;
    const link =
      this.relations === undefined ? '' : `<hyperlinks><hyperlink ref="B${linkRow}" r:id="rId1"/></hyperlinks>`;
    return [
      '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
      ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
      '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>',
      '<cols><col min="1" max="1" width="34" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/></cols>',
      `<sheetData>${[...rows, ...table].join('')}</sheetData>${link}</worksheet>`,
    ].join('');
  }
}

const LINK = 'Report';

function styleOf(name: string): number {
  return name === LINK ? STYLE.link : STYLE.fact;
}

function row(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cell(column: string, number: number, text: string, style: number): string {
  return textCell(`${column}${number}`, text, { cut: 0, cleaned: 0 }, style);
}

function facts(about: AboutFile, { rows, columns, sheets, changes }: Written): [string, string][] {
  const { hiddenColumns, part } = about;
  const places = sheets === 1 ? '' : `, in ${sheets} sheets since one holds at most 1,048,576 rows`;
  const list: [string, string][] = [
    ['Filter', about.words],
    ['As of', `${about.asOf} (what "now" stood for)`],
    ['Time zone', `${about.timeZone}; every time is wall time there`],
    ['Rows', formatCount(rows) + places],
    ...(part === undefined ? [] : ([['Part', part]] satisfies [string, string][])),
    ['Columns', formatCount(columns.length)],
    ['Hidden by the privacy level', describeHidden(hiddenColumns)],
    ['Made by', about.email],
    [LINK, about.link],
  ];
  const { cut, cleaned } = changes;
  if (cut > 0)
    list.push(['Cut texts', `${formatCount(cut)}: a cell holds at most ${formatCount(CELL_CHARACTERS)} characters`]);
  if (cleaned > 0) list.push(['Cleaned texts', `${formatCount(cleaned)}: control characters were taken out`]);
  return list;
}

function describeHidden(count: number): string {
  if (count === 0) return 'no column';
  return `${count} ${count === 1 ? 'column' : 'columns'}, not in this file`;
}

const FORMS = {
  duration: 'hours, minutes and seconds',
  hours: 'hours, negative before the deadline',
};
const UNIT_LABELS = { seconds: 'elapsed seconds', percent: 'percent', count: 'count' } as const;

/** `Time to close, elapsed seconds`. */
function describeColumn(id: ColumnId): string {
  const column = columnOf(id);
  if (column.kind === 'timestamp') return `${column.label}, wall time`;
  if (column.kind !== 'integer' || column.unit === 'identifier') return column.label;
  const unit = column.isWorkingTime === true ? 'seconds within working hours' : UNIT_LABELS[column.unit];
  return `${column.label}, ${unit}`;
}
