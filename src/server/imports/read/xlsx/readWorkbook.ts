import type { Dialect } from '../../../../contract/responses/fileDialect';
import type { ReadObserver, WorkbookContainer } from '../container/source';
import type { RawRow, ReadContext } from '../rawRow';
import { HeaderNames, headerRow } from '../recognise/headerRow';
import { readHeader, type TableHeader, valuesOf } from '../table/tableHeader';
import { readStyles } from './cellStyles';
import { readSharedTexts } from './sharedTexts';
import { type SheetRow, SheetRows } from './sheetRows';
import { ticketSheet } from './ticketSheet';
import { chooseSheet, readWorkbook, type Sheet } from './workbookParts';
import { scanning } from './xmlPart';

/** A sheet that is to be read. */
export interface OpenedSheet {
  sheet: string;
  sheets: string[];
  /** Number of the row of names; null before it was found. */
  headerLine(): number | null;
  rows: AsyncGenerator<RawRow[]>;
}

/** Rows that are looked at to find the header. */
const FIRST_ROWS = 200;
/** Of a sheet that is looked at to find the one with tickets. */
const MAX_LOOK_BYTES = 4_000_000;

/** Opens a sheet of a workbook. @throws ImportError for a workbook that is broken, and for a sheet that it does not have. */
export async function openSheet(
  container: WorkbookContainer,
  context: ReadContext,
  { sheet: wanted, skipLines }: Pick<Dialect, 'sheet' | 'skipLines'>,
  observer: ReadObserver,
): Promise<OpenedSheet> {
  const { name } = context;
  const workbook = await readWorkbook(container, name);
  const cellParts = once(async () => ({
    kinds: await readStyles(container, name),
    texts: await readSharedTexts(container, name, observer),
  }));
  const found = wanted === undefined ? await ticketSheet(workbook.sheets, firstRowsOf, context.sourceNames) : undefined;
  const sheet = found ?? chooseSheet(workbook, wanted, name);
  let header: TableHeader | undefined;
  let headerLine: number | null = null;

  async function* rows(): AsyncGenerator<RawRow[]> {
    let first: SheetRow[] = [];
    for await (const found of rowsOf(sheet, observer)) {
      if (header !== undefined) {
        yield toRawRows(found, header);
        continue;
      }
      first = [...first, ...found];
      if (first.length >= FIRST_ROWS) yield begin(first);
    }
    if (header === undefined) yield begin(first);
  }

  async function* rowsOf({ path }: Sheet, partObserver: ReadObserver): AsyncGenerator<SheetRow[]> {
    const reader = new SheetRows({ ...(await cellParts()), from1904: workbook.from1904 }, name);
    const part = container.part(path, partObserver);
    if (part === undefined) return;
    for await (const _ of scanning(part, reader, name)) yield reader.take().filter(({ width }) => width > 0);
  }

  /** What is looked at is no progress, and none of what a preview may read. */
  async function firstRowsOf(looked: Sheet): Promise<SheetRow[]> {
    const rows: SheetRow[] = [];
    let all = 0;
    const onText = (bytes: number) => {
      all += bytes;
    };
    for await (const found of rowsOf(looked, { onText })) {
      rows.push(...found);
      if (rows.length >= FIRST_ROWS || all > MAX_LOOK_BYTES) break;
    }
    return rows.slice(0, FIRST_ROWS);
  }

  function begin(first: readonly SheetRow[]): RawRow[] {
    const table = first.filter(({ line }) => line > (skipLines ?? 0));
    const texts = table.map((row) => ({ row, cells: row.cells.map(textOf) }));
    const names = new HeaderNames(context.sourceNames.ofColumns);
    const found = skipLines === undefined ? headerRow(texts, usualWidth(table), names) : texts[0];
    const cells = found?.cells ?? [];
    header = readHeader(found && { cells, width: found.row.width, raw: cells.join() }, context);
    headerLine = found?.row.line ?? null;
    return toRawRows(
      table.filter(({ line }) => line > (headerLine ?? 0)),
      header,
    );
  }

  return {
    sheet: sheet.name,
    sheets: workbook.sheets.map((each) => each.name),
    headerLine: () => headerLine,
    rows: rows(),
  };
}

function usualWidth(rows: readonly SheetRow[]): number {
  const widths = rows.map(({ width }) => width).sort((one, other) => one - other);
  return widths[Math.floor(widths.length / 2)] ?? 1;
}

function textOf(cell: unknown): string {
  return cell === undefined ? '' : String(cell);
}

function toRawRows(rows: readonly SheetRow[], header: TableHeader): RawRow[] {
  return rows.map((row) => new RowOfSheet(row, header));
}

/** A row whose text is put together only when it is asked for, by a list of rejects. */
class RowOfSheet implements RawRow {
  readonly line: number;
  readonly values: readonly unknown[];
  readonly broken?: string;
  readonly #cells: SheetRow['cells'];

  constructor({ line, cells, withoutValue }: SheetRow, header: TableHeader) {
    this.line = line;
    this.#cells = cells;
    this.values = valuesOf(cells, header.positions);
    if (withoutValue === undefined) {
      if (isHeader(cells, header)) this.broken = 'is the header once more';
    } else {
      this.broken = `${withoutValue} is a formula without a stored value; open the workbook in Excel and save it`;
    }
  }

  get raw(): string {
    return this.#cells.map((cell) => quoted(textOf(cell))).join();
  }
}

function isHeader(cells: SheetRow['cells'], { names }: TableHeader): boolean {
  return textOf(cells[0]).trim() === names[0] && names.every((name, at) => textOf(cells[at]).trim() === name);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
