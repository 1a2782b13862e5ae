import { makeZip } from './makeZip';

/** Parts of a workbook that a test writes by hand. */
export interface WorkbookParts {
  /** The rows' XML by the sheets' names. */
  sheets: Readonly<Record<string, string>>;
  /** Attributes of the `<sheet>` elements by name. */
  states?: Readonly<Record<string, string>>;
  sharedStrings?: string;
  /** `<numFmts>` and `<cellXfs>`. */
  styles?: string;
  /** Attributes of `<workbookPr>`. */
  properties?: string;
  extra?: Readonly<Record<string, string | Buffer>>;
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A workbook as Excel writes it, no more of it than is read. */
export async function makeWorkbook(parts: WorkbookParts): Promise<Buffer> {
  const { sheets, states = {}, sharedStrings, styles = '', properties = '', extra = {} } = parts;
  const names = Object.keys(sheets);
  const list = names.map(
    (name, at) => `<sheet name="${name}" sheetId="${at + 1}" ${states[name] ?? ''} r:id="rId${at + 1}"/>`,
  );
  const relations = names.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  return await makeZip({
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"/>`,
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${MAIN} xmlns:r="${REL}"><workbookPr ${properties}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${MAIN}>${styles}</styleSheet>`,
    ...(sharedStrings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst ${MAIN}>${sharedStrings}</sst>` }),
    ...Object.fromEntries(
      Object.values(sheets).map((rows, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...extra,
  });
}
