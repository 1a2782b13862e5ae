import { ImportError } from '../../importError';
import type { WorkbookContainer } from '../container/source';
import { scanPart } from './xmlPart';
import { attribute } from './xmlScanner';

/** What a workbook says of itself. */
export interface Workbook {
  sheets: readonly Sheet[];
  /** Whether its days are counted from 1904, as old Mac programs do. */
  from1904: boolean;
}

export interface Sheet {
  name: string;
  /** Path of its part. */
  path: string;
  isHidden: boolean;
}

/** Longer ones are made to fill a machine. */
const MAX_SHEETS = 1000;

/** @throws ImportError for a workbook that is broken. */
export async function readWorkbook(container: WorkbookContainer, name: string): Promise<Workbook> {
  const targets = await readTargets(container, name);
  const sheets: Sheet[] = [];
  let from1904 = false;
  const open = (element: string, attributes: string): void => {
    if (element === 'workbookPr') from1904 = ['1', 'true'].includes(attribute(attributes, 'date1904') ?? '');
    if (element !== 'sheet' || sheets.length >= MAX_SHEETS) return;
    const path = targets.get(attribute(attributes, 'id') ?? '');
    // Sheets of charts have no cells.
    if (path === undefined || path.includes('chartsheets/')) return;
    const isHidden = ['hidden', 'veryHidden'].includes(attribute(attributes, 'state') ?? '');
    sheets.push({ name: attribute(attributes, 'name') ?? '', path, isHidden });
  };
  const part = container.part('xl/workbook.xml');
  if (part !== undefined) await scanPart(part, { open, close: () => {} }, name);
  if (sheets.length === 0) throw new ImportError(`${name}: the workbook has no sheet`);
  return { sheets, from1904 };
}

/** Paths of parts by the ids that the workbook names them with. */
async function readTargets(container: WorkbookContainer, name: string): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  const open = (element: string, attributes: string): void => {
    if (element !== 'Relationship' || targets.size >= MAX_SHEETS * 2) return;
    const target = attribute(attributes, 'Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
    targets.set(attribute(attributes, 'Id') ?? '', path);
  };
  const part = container.part('xl/_rels/workbook.xml.rels');
  if (part !== undefined) await scanPart(part, { open, close: () => {} }, name);
  return targets;
}

/** The sheet of that name, or the first visible one. @throws ImportError that names those there are. */
export function chooseSheet({ sheets }: Workbook, wanted: string | undefined, name: string): Sheet {
  const found =
    wanted === undefined
      ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
      : (sheets.find((sheet) => sheet.name === wanted) ??
        sheets.find((sheet) => sheet.name.toLowerCase() === wanted.toLowerCase()));
  if (found !== undefined) return found;
  const names = sheets.slice(0, 20).map((sheet) => sheet.name);
  throw new ImportError(`${name}: there is no sheet "${wanted}"; it has: ${names.join(', ')}`);
}
