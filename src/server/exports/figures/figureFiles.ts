import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { protectFormulas } from '../../../contract/format/protectFormulas';
import { say } from '../../../contract/texts/texts';
import { textCell } from '../files/xlsx/cells';
import { STYLE } from '../files/xlsx/styles';
import { addPackage, type Sheet } from '../files/xlsx/workbookPackage';
import { type FigureCell, type FigureTable, plainCell } from './figureTable';

/** What the figures are of, above every table of a workbook. */
export interface FiguresAbout {
  /** The filters in plain words. */
  words: string;
  /** Wall time that stood for "now". */
  asOf: string;
  timeZone: string;
}

/** Tables as RFC 4180, with texts that no spreadsheet runs. */
export function figuresCsv(tables: readonly FigureTable[]): string {
  return tables.map(tableCsv).join('\r\n');
}

function tableCsv({ columns, rows }: FigureTable): string {
  const cell = (value: FigureCell) => {
    const plain = plainCell(value) ?? '';
    return typeof plain === 'string' && plain !== '' ? `"${protectFormulas(plain).replaceAll('"', '""')}"` : plain;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A sheet for each table, in the language that is spoken: what it is, its filter, moment, formula and n, and its rows. */
export function figureSheets(tables: readonly FigureTable[], about: FiguresAbout): Sheet[] {
  return tables.map((table) => ({
    name: sheetName(table.title),
    xml: sheetXml(table, about),
  }));
}

export async function figuresWorkbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const zip = new ZipFile();
  addPackage(zip, sheets);
  zip.end();
  return buffer(zip.outputStream);
}

/** Characters in the name of a sheet. */
const MAX_NAME = 31;

/** A name that is too long ends behind a word. */
export function sheetName(title: string): string {
  const plain = title.replace(/[[\]:*?/\\]/g, ' ');
  if (plain.length <= MAX_NAME) return plain;
  const begin = plain.slice(0, MAX_NAME + 1);
  return begin.slice(0, begin.lastIndexOf(' ')).replace(/[\s;,(]+$/, '');
}

function sheetXml(table: FigureTable, { words, asOf, timeZone }: FiguresAbout): string {
  const facts = [
    [say('figures.figures'), table.title],
    [say('figures.filter'), words],
    [say('figures.asOf'), `${asOf} ${timeZone}`],
    [say('figures.formula'), table.formula],
  ] as const;
  const rows = [
    ...facts.map(([name, fact]) => [text(name, STYLE.name), text(fact, STYLE.text)]),
    [text('n', STYLE.name), number(table.n, STYLE.integer)],
    [],
    table.columns.map((name) => text(name, STYLE.header)),
    ...table.rows.map((row) => row.map(figureCell)),
  ];
  const xml = rows.map(
    (cells, row) => `<row r="${row + 1}">${cells.map((cell, at) => cell(place(at, row))).join('')}</row>`,
  );
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetFormatPr defaultRowHeight="15"/>',
    `<cols><col min="1" max="2" width="26" customWidth="1"/><col min="3" max="16" width="18" customWidth="1"/></cols>`,
    `<sheetData>${xml.join('')}</sheetData></worksheet>`,
  ].join('');
}

type Cell = (reference: string) => string;

const text =
  (value: string, style: number): Cell =>
  (reference) =>
    textCell(reference, value, { cut: 0, cleaned: 0 }, style);
const number =
  (value: number, style: number): Cell =>
  (reference) =>
    `<c r="${reference}" s="${style}"><v>${value}</v></c>`;

function figureCell(cell: FigureCell): Cell {
  if (typeof cell === 'string') return text(cell, STYLE.text);
  const value = plainCell(cell);
  if (typeof value !== 'number') return () => '';
  if (typeof cell === 'object') return number(value, STYLE.share);
  return number(value, Number.isInteger(value) ? STYLE.integer : STYLE.hours);
}

/** `B7`; no table has more columns than letters. */
function place(column: number, row: number): string {
  return `${String.fromCharCode(65 + column)}${row + 1}`;
}
