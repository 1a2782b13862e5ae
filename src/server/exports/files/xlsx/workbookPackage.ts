import type { ZipFile } from 'yazl';
import { escapeXml } from './cellText';
import { STYLES_XML } from './styles';

/** The parts of a workbook around its sheets (ECMA-376 part 1, 12.3). */

/** Ticket ids and enum names repeat so much that more effort saves little and halves the speed. */
export const COMPRESSION = { compressionLevel: 3 };
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export function addXml(zip: ZipFile, name: string, xml: string): void {
  zip.addBuffer(Buffer.from(DECLARATION + xml), name, COMPRESSION);
}

/** What does not depend on how many sheets there will be. */
export function addHead(zip: ZipFile): void {
  addXml(zip, '[Content_Types].xml', CONTENT_TYPES);
  addXml(zip, '_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]));
  addXml(zip, 'xl/styles.xml', STYLES_XML);
}

/** @param definedNames elements for the workbook. */
export function addTail(zip: ZipFile, sheets: readonly string[], definedNames = ''): void {
  addXml(zip, 'xl/workbook.xml', workbookXml(sheets, definedNames));
  addXml(zip, 'xl/_rels/workbook.xml.rels', workbookRelations(sheets.length));
}

export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** A whole workbook of sheets that are in memory. */
export interface Sheet {
  name: string;
  xml: string;
}

export function addPackage(zip: ZipFile, sheets: readonly Sheet[]): void {
  addHead(zip);
  for (const [index, { xml }] of sheets.entries()) addXml(zip, sheetPath(index), xml);
  addTail(
    zip,
    sheets.map(({ name }) => name),
  );
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

function workbookXml(sheets: readonly string[], definedNames: string): string {
  const entries = sheets.map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const defined = definedNames === '' ? '' : `<definedNames>${definedNames}</definedNames>`;
  return [
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews>`,
    `<sheets>${entries.join('')}</sheets>${defined}</workbook>`,
  ].join('');
}
