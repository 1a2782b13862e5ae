import { ImportError } from '../../importError';
import { MAX_COLUMNS, MAX_RECORD_LENGTH } from '../rawRow';
import { type CellContext, cellValue, type SheetValue } from './cellValue';
import { RichText } from './sharedTexts';
import type { XmlHandler } from './xmlScanner';

/** A row of a sheet. */
export interface SheetRow {
  /** Its number, from 1. */
  line: number;
  /** The first MAX_COLUMNS of them. */
  cells: SheetValue[];
  /** The number of all of them. */
  width: number;
  /** A formula whose value nobody stored, such as `C5`. */
  withoutValue?: string;
}

/** The character before `A`. */
const A = 0x40;
const BLANK = 0x20;
const R = 0x72;
const S = 0x73;
const T = 0x74;

/** Puts together the rows of a sheet from its XML. */
export class SheetRows implements XmlHandler {
  readonly #context: CellContext;
  readonly #name: string;
  readonly #rich = new RichText();
  #rows: SheetRow[] = [];
  #row: SheetRow | undefined;
  #line = 0;
  #column = 0;
  #type = '';
  #style = 0;
  #value = '';
  #isValue = false;
  #hasFormula = false;
  #length = 0;

  constructor(context: CellContext, name: string) {
    this.#context = context;
    this.#name = name;
  }

  /** The rows that ended since the last call. */
  take(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(element: string, attributes: string): void {
    switch (element) {
      case 'c':
        this.#openCell(doubleQuoted(attributes));
        break;
      case 'v':
        this.#isValue = true;
        break;
      case 'f':
        this.#hasFormula = true;
        break;
      case 'row':
        this.#openRow(doubleQuoted(attributes));
        break;
      default:
        this.#rich.open(element);
    }
  }

  text(text: string): void {
    if (this.#isValue) this.#value += text;
    else this.#rich.text(text);
    this.#length += text.length;
    if (this.#length > MAX_RECORD_LENGTH) {
      throw new ImportError(`${this.#name}: row ${this.#line} has more than ${MAX_RECORD_LENGTH / 1024 / 1024} MB`);
    }
  }

  close(element: string): void {
    switch (element) {
      case 'v':
        this.#isValue = false;
        break;
      case 'c':
        this.#closeCell();
        break;
      case 'row':
        if (this.#row !== undefined) this.#rows.push(this.#row);
        this.#row = undefined;
        break;
      default:
        this.#rich.close(element);
    }
  }

  #openRow(attributes: string): void {
    const number = Number(quoted(attributes, ' r="'));
    this.#line = number > this.#line ? number : this.#line + 1;
    this.#column = 0;
    this.#length = 0;
    this.#row = { line: this.#line, cells: [], width: 0 };
  }

  #openCell(attributes: string): void {
    this.#type = '';
    this.#style = 0;
    this.#value = '';
    this.#hasFormula = false;
    let column = this.#column + 1;
    // In one pass, since most of the time of a sheet is that of its cells.
    for (let equals = attributes.indexOf('="'); equals !== -1; ) {
      const end = attributes.indexOf('"', equals + 2);
      if (end === -1) break;
      const name = attributes.charCodeAt(equals - 1);
      if (attributes.charCodeAt(equals - 2) <= BLANK) {
        if (name === R) column = columnOf(attributes, equals + 2);
        else if (name === S) this.#style = Number(attributes.slice(equals + 2, end));
        else if (name === T) this.#type = attributes.slice(equals + 2, end);
      }
      equals = attributes.indexOf('="', end + 1);
    }
    this.#column = column;
  }

  #closeCell(): void {
    const row = this.#row;
    if (row === undefined) return;
    const inline = this.#rich.take();
    const value = cellValue(this.#type, this.#style, this.#type === 'inlineStr' ? inline : this.#value, this.#context);
    if (value === undefined && this.#hasFormula) row.withoutValue ??= `${columnName(this.#column)}${this.#line}`;
    if (value === undefined || value === '') return;
    row.width = Math.max(row.width, this.#column);
    if (this.#column > MAX_COLUMNS) return;
    while (row.cells.length < this.#column - 1) row.cells.push(undefined);
    row.cells[this.#column - 1] = value;
  }
}

function doubleQuoted(attributes: string): string {
  return attributes.includes("'") ? attributes.replaceAll("'", '"') : attributes;
}

/** The value of an attribute; quicker than a regular expression. @param mark a blank, the name and `="`. */
function quoted(attributes: string, mark: string): string {
  const at = attributes.indexOf(mark);
  if (at === -1) return '';
  const start = at + mark.length;
  return attributes.slice(start, attributes.indexOf('"', start));
}

/** The column of a reference such as `BC12` that begins at a place, from 1. */
function columnOf(text: string, start: number): number {
  let column = 0;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code <= A) break;
    column = column * 26 + code - A;
  }
  return column;
}

function columnName(column: number): string {
  const rest = (column - 1) % 26;
  const name = String.fromCharCode(A + 1 + rest);
  return column > 26 ? columnName((column - 1 - rest) / 26) + name : name;
}
