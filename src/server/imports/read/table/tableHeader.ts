import { STORED_COLUMN_IDS, storedColumnOf } from '../../../../contract/columns/columns';
import { formatCount } from '../../../../contract/format/numbers';
import { ImportError } from '../../importError';
import { MAX_COLUMNS, type ReadContext } from '../rawRow';

/** The row of names of a table. */
export interface HeaderCells {
  /** The first MAX_COLUMNS of them. */
  cells: readonly string[];
  /** The number of all of them. */
  width: number;
  raw: string;
  broken?: string;
}

export interface TableHeader {
  width: number;
  names: readonly string[];
  /** Where in a row each column of STORED_COLUMN_IDS is; several places of a column of tags, none when the file does not have it. */
  positions: readonly (readonly number[])[];
}

/** @throws ImportError for a header without the required columns, or with one of them twice. */
export function readHeader(header: HeaderCells | undefined, context: ReadContext): TableHeader {
  const { name, leftOut, sourceNames, allNames } = context;
  if (header === undefined) throw new ImportError(`${name}: the file is empty`);
  requireFewNames(header, name);
  if (header.broken !== undefined) throw new ImportError(`${name}: the header is not csv: ${header.broken}`);
  const names = header.cells.map((cell) => cell.trim());
  for (const each of names) {
    allNames?.add(each);
    if (!sourceNames.see(each) && each !== '') leftOut.add(each);
  }
  sourceNames.requireSeen(name, names);
  requireColumns(names, context);
  return { width: names.length, names, positions: sourceNames.ofColumns.map((each) => placesOf(each, names)) };
}

function placesOf(name: string, names: readonly string[]): number[] {
  return names.flatMap((each, index) => (each === name ? [index] : []));
}

function requireColumns(names: readonly string[], { name, sourceNames: { ofColumns } }: ReadContext): void {
  for (const [index, id] of STORED_COLUMN_IDS.entries()) {
    const column = storedColumnOf(id);
    const theirs = ofColumns[index] ?? id;
    const count = placesOf(theirs, names).length;
    if (count === 0 && column.required === true) {
      const hint = `map the name that it has for it: ${names.join(', ').slice(0, 1000)}`;
      throw new ImportError(`${name}: the header has no ${id}; ${hint}`);
    }
    // Some helpdesks write a column for each of several tags, all with one name.
    const mayRepeat = column.kind === 'text' && column.content === 'tags';
    if (count > 1 && !mayRepeat) throw new ImportError(`${name}: the header names ${theirs} twice`);
  }
}

/** Every name of it can be in messages and lists. */
const MAX_HEADER_LENGTH = 1_000_000;

/** @throws ImportError for more names than any export of tickets has. */
function requireFewNames({ width, raw }: HeaderCells, file: string): void {
  if (width > MAX_COLUMNS) {
    throw new ImportError(
      `${file}: the header has ${formatCount(width)} names; at most ${formatCount(MAX_COLUMNS)} are read`,
    );
  }
  if (raw.length > MAX_HEADER_LENGTH) {
    throw new ImportError(`${file}: the header is longer than ${formatCount(MAX_HEADER_LENGTH)} characters`);
  }
}

/** A row's values in the order of STORED_COLUMN_IDS; several cells of one column are joined as tags are. */
export function valuesOf<T>(cells: readonly T[], positions: TableHeader['positions']): (T | string | undefined)[] {
  const values: (T | string | undefined)[] = [];
  for (const places of positions) {
    if (places.length > 1) values.push(joinTags(places.map((place) => cells[place])));
    else values.push(places[0] === undefined ? undefined : cells[places[0]]);
  }
  return values;
}

function joinTags(cells: readonly unknown[]): string {
  return cells
    .filter((cell) => typeof cell === 'string' || typeof cell === 'number')
    .map((cell) => String(cell).trim())
    .filter((cell) => cell !== '')
    .join(', ');
}
