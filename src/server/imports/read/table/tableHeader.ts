import { STORED_COLUMN_IDS, storedColumnOf } from '../../../../contract/columns/columns';
import { formatCount } from '../../../../contract/format/numbers';
import { ImportError } from '../../importError';
import { joinTags } from '../joinTags';
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
  if (header?.cells.some((cell) => cell.trim() !== '') !== true) throw new ImportError(`${name}: the file is empty`);
  requireFewNames(header, name);
  if (header.broken !== undefined) throw new ImportError(`${name}: the header is not csv: ${header.broken}`);
  const names = header.cells.map((cell) => cell.trim());
  const told = toldApart(names);
  const { ofColumns } = sourceNames;
  const tags = ofColumns[TAGS_PLACE];
  for (const [place, each] of told.entries()) {
    if (tags !== undefined && names[place] === tags) {
      sourceNames.see(tags);
      allNames?.add(tags);
      continue;
    }
    allNames?.add(each);
    const isKnown = sourceNames.see(each);
    if (isKnown || each === '') continue;
    // Of comments in dozens of columns one name is enough; the second one of a column that is read is left out itself.
    const first = names[place] ?? each;
    leftOut.add(first !== each && sourceNames.isColumn(first) ? each : first);
  }
  sourceNames.requireSeen(name, told);
  requireColumns(names, context);
  const positions = ofColumns.map((each, index) => {
    if (index === TAGS_PLACE) return placesOf(each, each.endsWith(')') && !names.includes(each) ? told : names);
    const other = sourceNames.elseOf(index);
    return [...placesOf(each, told), ...(other === undefined ? [] : placesOf(other, told))];
  });
  return { width: names.length, names, positions };
}

/** Names of which the second is called `Component/s (2)`. */
function toldApart(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    const other = `${name} (${count})`;
    return count === 1 || name === '' || names.includes(other) ? name : other;
  });
}

/** Some helpdesks write a column for each of several tags, all with one name. */
const TAGS_PLACE = STORED_COLUMN_IDS.indexOf('allTags');

function placesOf(name: string, names: readonly string[]): number[] {
  return names.flatMap((each, index) => (each === name ? [index] : []));
}

function requireColumns(names: readonly string[], { name, sourceNames: { ofColumns } }: ReadContext): void {
  const twice: string[] = [];
  for (const [index, id] of STORED_COLUMN_IDS.entries()) {
    const column = storedColumnOf(id);
    const theirs = ofColumns[index] ?? id;
    const count = placesOf(theirs, names).length;
    if (count === 0 && column.required === true) {
      const hint = `map the name that it has for it: ${names.join(', ').slice(0, 1000)}`;
      throw new ImportError(`${name}: the header has no ${id}; ${hint}`);
    }
    // Where it is the column's own name, none of them is the other one's.
    if (count > 1 && theirs === id && index !== TAGS_PLACE) twice.push(theirs);
  }
  if (twice.length > 0) {
    const hint = 'rename or remove all but one, so that it is clear which is meant';
    throw new ImportError(`${name}: the header names ${twice.join(', ')} twice; ${hint}`);
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

/** A row's values in the order of STORED_COLUMN_IDS; several tags are joined, and of two times the first counts. */
export function valuesOf<T>(cells: readonly T[], positions: TableHeader['positions']): (T | string | undefined)[] {
  const values: (T | string | undefined)[] = [];
  for (const places of positions) {
    if (places.length > 1) {
      const several = places.map((place) => cells[place]);
      values.push(values.length === TAGS_PLACE ? joinTags(several) : several.find(isFilled));
    } else values.push(places[0] === undefined ? undefined : cells[places[0]]);
  }
  return values;
}

export function isFilled(cell: unknown): boolean {
  return typeof cell === 'string' ? cell.trim() !== '' : cell !== undefined && cell !== null;
}
