import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ColumnId } from '../../../../contract/columns/columns';
import type { FileHeaders } from '../../../../contract/columns/fileHeaders';
import type { Language } from '../../../../contract/texts/language';
import { say } from '../../../../contract/texts/texts';
import { type AboutFile, AboutSheet } from './aboutSheet';
import type { TextChanges } from './cellText';
import { EXCEL_LIMITS, type RowSource, type SheetLimits, TicketSheets } from './ticketSheet';
import { addHead, addTail, addXml, COMPRESSION, sheetPath } from './workbookPackage';

export interface Workbook {
  path: string;
  columns: readonly ColumnId[];
  headers: FileHeaders;
  about: AboutFile;
}

/** What the thread is told that writes one. */
export interface WorkbookRequest extends Workbook {
  language: Language;
}

/**
 * Writes a workbook, in the language that is spoken, as its rows come in; what is in memory does not grow with the file. A sheet is compressed
 * while the next piece of it is written.
 * @returns the rows of tickets in it.
 */
export async function writeWorkbook(
  { path, columns, headers, about }: Workbook,
  source: RowSource,
  limits: SheetLimits = EXCEL_LIMITS,
): Promise<number> {
  const zip = new ZipFile();
  const changes: TextChanges = { cut: 0, cleaned: 0 };
  const sheets = new TicketSheets({ columns, headers }, changes, limits);
  const addParts = async () => {
    addHead(zip);
    do {
      await addStream(zip, sheetPath(sheets.rowsBySheet.length), sheets.sheet(source));
    } while (await source.more());
    const count = sheets.rowsBySheet.length;
    const sheet = new AboutSheet(about, { rows: sheets.rows, columns, headers, sheets: count, changes });
    addXml(zip, sheetPath(count), sheet.xml);
    if (sheet.relations !== undefined) addXml(zip, `xl/worksheets/_rels/sheet${count + 1}.xml.rels`, sheet.relations);
    addTail(zip, [...sheetNames(sheets), say('sheet.about')], filterNames(sheets));
    zip.end();
  };
  const output = zip.outputStream as Readable;
  // yazl reports a broken part on itself and would leave its output waiting.
  zip.on('error', (error: Error) => output.destroy(error));
  const adding = addParts().catch((error: Error) => output.destroy(error));
  await pipeline(output, createWriteStream(path));
  await adding;
  return sheets.rows;
}

/** Resolves when the piece-by-piece part is read to its end. */
function addStream(zip: ZipFile, name: string, pieces: AsyncGenerator<Buffer>): Promise<void> {
  const stream = Readable.from(pieces, { objectMode: false, highWaterMark: 1 });
  return new Promise((resolve, reject) => {
    stream.on('end', resolve);
    stream.on('error', reject);
    zip.addReadStream(stream, name, COMPRESSION);
  });
}

function sheetNames({ rowsBySheet }: TicketSheets): string[] {
  return rowsBySheet.map((_, index) =>
    index === 0 ? say('sheet.tickets') : say('sheet.ticketsNext', { n: index + 1 }),
  );
}

/** Excel finds a sheet's filter row by this name. */
function filterNames(sheets: TicketSheets): string {
  const each = sheetNames(sheets).map(
    (name, index) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${name}'!${sheets.area(index, '$')}</definedName>`,
  );
  return each.join('');
}
