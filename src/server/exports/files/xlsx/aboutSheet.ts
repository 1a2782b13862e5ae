import { type ColumnId, columnOf, isWorkingTime } from '../../../../contract/columns/columns';
import { type FileHeaders, secondsForm, sheetHeader } from '../../../../contract/columns/fileHeaders';
import { formatCount } from '../../../../contract/format/numbers';
import { say } from '../../../../contract/texts/texts';
import { textCell } from './cells';
import { CELL_CHARACTERS, escapeXml, type TextChanges } from './cellText';
import { STYLE } from './styles';
import { SHEET_ROWS } from './ticketSheet';

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
    if (form === null) return say('sheet.named', { id, what: describeColumn(id) });
    return say(`sheet.form.${form}.${isWorkingTime(id) ? 'working' : 'elapsed'}`, { id });
  }

  get xml(): string {
    const rows = this.#facts.map(([name, fact], index) =>
      row(index + 1, [cell('A', index + 1, name, STYLE.name), cell('B', index + 1, fact, styleOf(name))]),
    );
    const start = rows.length + 2;
    const table = [
      row(start, [
        cell('A', start, say('sheet.column'), STYLE.header),
        cell('B', start, say('sheet.holds'), STYLE.header),
      ]),
      ...this.#columns.map((id, index) => {
        const at = start + 1 + index;
        return row(at, [
          cell('A', at, sheetHeader(id, this.#headers), STYLE.text),
          cell('B', at, this.#describe(id), STYLE.fact),
        ]);
      }),
    ];
    const linkRow = this.#facts.findIndex(([name]) => name === say('sheet.report')) + 1;
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

function styleOf(name: string): number {
  return name === say('sheet.report') ? STYLE.link : STYLE.fact;
}

function row(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}

function cell(column: string, number: number, text: string, style: number): string {
  return textCell(`${column}${number}`, text, { cut: 0, cleaned: 0 }, style);
}

function facts(about: AboutFile, { rows, columns, sheets, changes }: Written): [string, string][] {
  const { hiddenColumns, part, asOf: time, timeZone: zone } = about;
  const list: [string, string][] = [
    [say('sheet.filter'), about.words],
    [say('sheet.asOf'), say('sheet.asOf.meaning', { time })],
    [say('sheet.timeZone'), say('sheet.timeZone.meaning', { zone })],
    [
      say('sheet.rows'),
      sheets === 1 ? formatCount(rows) : say('sheet.rows.sheets', { rows, n: sheets, most: SHEET_ROWS }),
    ],
    ...(part === undefined ? [] : ([[say('sheet.part'), part]] satisfies [string, string][])),
    [say('sheet.columns'), formatCount(columns.length)],
    [say('sheet.hidden'), describeHidden(hiddenColumns)],
    [say('sheet.madeBy'), about.email],
    [say('sheet.report'), about.link],
  ];
  const { cut, cleaned } = changes;
  if (cut > 0) list.push([say('sheet.cut'), say('sheet.cut.why', { n: cut, most: CELL_CHARACTERS })]);
  if (cleaned > 0) list.push([say('sheet.cleaned'), say('sheet.cleaned.why', { n: cleaned })]);
  return list;
}

function describeHidden(n: number): string {
  return n === 0 ? say('sheet.hidden.none') : say('sheet.hidden.some', { n });
}

/** `Time to close, elapsed seconds`. */
function describeColumn(id: ColumnId): string {
  const column = columnOf(id);
  const { label } = column;
  if (column.kind === 'timestamp') return say('sheet.unit.time', { label });
  if (column.kind !== 'integer' || column.unit === 'identifier') return label;
  return say(`sheet.unit.${column.isWorkingTime === true ? 'working' : column.unit}`, { label });
}
