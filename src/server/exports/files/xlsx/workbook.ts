import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ColumnId } from '../../../../contract/columns/columns';
import type { FileHeaders } from '../../../../contract/columns/fileHeaders';
import { type AboutFile, AboutSheet } from './aboutSheet';
import { escapeXml, type TextChanges } from './cellText';
import { STYLES_XML } from './styles';
import { EXCEL_LIMITS, type RowSource, type SheetLimits, TicketSheets } from './ticketSheet';

export interface WorkbookRequest {
  path: string;
  columns: readonly ColumnId[];
  headers: FileHeaders;
  about: AboutFile;
}

/** Ticket ids and enum names repeat so much that more effort saves little and halves the speed. */
const COMPRESSION = { compressionLevel: 3 };
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Writes a workbook as its rows come in; what is in memory does not grow with the file. A sheet is compressed
 * while the next piece of it is written.
 * @returns the rows of tickets in it.
 */
export async function writeWorkbook(
  { path, columns, headers, about }: WorkbookRequest,
  source: RowSource,
  limits: SheetLimits = EXCEL_LIMITS,
): Promise<number> {
  const zip = new ZipFile();
  const changes: TextChanges = { cut: 0, cleaned: 0 };
  const sheets = new TicketSheets({ columns, headers }, changes, limits);
  const text = (name: string, xml: string) => zip.addBuffer(Buffer.from(DECLARATION + xml), name, COMPRESSION);
  const addParts = async () => {
    text('[Content_Types].xml', CONTENT_TYPES);
    text('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
    text('xl/styles.xml', STYLES_XML);
    do {
      await addStream(zip, sheetPath(sheets.rowsBySheet.length), sheets.sheet(source));
    } while (await source.more());
    const count = sheets.rowsBySheet.length;
    const sheet = new AboutSheet(about, { rows: sheets.rows, columns, headers, sheets: count, changes });
    text(sheetPath(count), sheet.xml);
    if (sheet.relations !== undefined) text(`xl/worksheets/_rels/sheet${count + 1}.xml.rels`, sheet.relations);
    text('xl/workbook.xml', workbookXml(sheets));
    text('xl/_rels/workbook.xml.rels', workbookRelations(count + 1));
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

function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** Sheets have the default type: how many there will be is not known when this part is written, as the first. */
const CONTENT_TYPES = [
  `<Types xmlns="${PACKAGE}/content-types">`,
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  `<Default Extension="xml" ContentType="${TYPE}.worksheet+xml"/>`,
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>`,
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
].join('');

function workbookRelations(sheets: number): string {
  const each = Array.from({ length: sheets }, (_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const);
  return relations([...each, ['styles', 'styles.xml']]);
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function workbookXml(sheets: TicketSheets): string {
  const names = sheets.rowsBySheet.map((_, index) => (index === 0 ? 'Tickets' : `Tickets ${index + 1}`));
  const entries = [...names, 'About'].map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  // Excel finds a sheet's filter row by this name.
  const filters = names.map(
    (name, index) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${name}'!${sheets.area(index, '$')}</definedName>`,
  );
  return [
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews>`,
    `<sheets>${entries.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`,
  ].join('');
}
