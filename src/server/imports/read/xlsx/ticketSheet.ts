import { STORED_COLUMN_IDS, storedColumnOf } from '../../../../contract/columns/columns';
import { suggestMapping } from '../../suggest/suggestMapping';
import type { SourceNames } from '../mapping';
import { MAX_ROWS_ABOVE } from '../recognise/headerRow';
import type { SheetRow } from './sheetRows';
import type { Sheet } from './workbookParts';

/** More are looked at in no workbook. */
const MAX_LOOKED_AT = 20;

const REQUIRED = STORED_COLUMN_IDS.filter((id) => storedColumnOf(id).required === true);

/**
 * The first visible sheet with a row that names the required columns, by their names or as helpdesks call them: a cover
 * may stand before the tickets. The first visible one where none has.
 */
export async function ticketSheet(
  sheets: readonly Sheet[],
  firstRows: (sheet: Sheet) => Promise<readonly SheetRow[]>,
  names: SourceNames,
): Promise<Sheet | undefined> {
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const [first] = visible;
  if (visible.length < 2) return first;
  for (const sheet of visible.slice(0, MAX_LOOKED_AT)) {
    const rows = (await firstRows(sheet)).slice(0, MAX_ROWS_ABOVE + 1);
    if (rows.some(({ cells }) => namesRequired(cells.map(nameOf), names))) return sheet;
  }
  return first;
}

function namesRequired(cells: readonly string[], names: SourceNames): boolean {
  if (cells.filter((cell) => cell !== '').length < REQUIRED.length) return false;
  const suggested = suggestMapping(cells, REQUIRED);
  return REQUIRED.every((id) => cells.includes(names.of(id)) || cells.includes(id) || suggested[id] !== undefined);
}

function nameOf(cell: unknown): string {
  return typeof cell === 'string' ? cell.trim() : '';
}
