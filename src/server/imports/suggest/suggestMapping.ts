import { type ColumnMapping, MAX_THEIR_NAME } from '../../../contract/columns/columnMapping';
import { COLUMN_IDS, columnOf, STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import { sheetHeader } from '../../../contract/columns/fileHeaders';
import { SERVER_TEXTS } from '../../../contract/languages/serverTexts';
import { spokenIn } from '../../../contract/texts/texts';
import { eitherName } from './eitherName';
import { plainName } from './plainName';
import type { Preset } from './preset';
import { looseName, recognisePreset } from './recognisePreset';
import { SOLVED_NAMES, THEIR_NAMES } from './theirNames';

/**
 * Maps what the export of a known helpdesk calls the columns; else names that are a column's in another spelling
 * ("Created At"), its label, or what helpdesks call it.
 * @param columns that are to be found.
 */
export function suggestMapping(names: readonly string[], columns: readonly StoredColumnId[]): ColumnMapping {
  const preset = recognisePreset(names);
  const isOverridden = (id: StoredColumnId) => names.some((name) => looseName(name) === preset?.overrides?.[id]);
  const missing = columns.filter((id) => !names.includes(id) || isOverridden(id));
  const taken = new Set<string>([...columns.filter((id) => names.includes(id)), ...objectsIn(names)]);
  const free = () => names.filter((name) => name !== '' && !taken.has(name));
  // Each once: a preview would spend a third of its time on them.
  const spellings = new Map(names.map((name) => [name, spelling(name)]));
  const found = new Map<StoredColumnId, string>();
  const take = (id: StoredColumnId, name: string | undefined) => {
    if (name === undefined || found.has(id)) return;
    taken.add(name);
    found.set(id, name);
  };
  let isJoined = false;
  const joinSolved = () => {
    const closed = found.get('closedAt');
    const solved = closed === undefined ? undefined : solvedBeside(closed, preset, free(), spellings);
    if (closed === undefined || solved === undefined) return;
    taken.add(solved);
    found.set('closedAt', eitherName(closed, solved));
    isJoined = true;
  };
  for (const id of missing) take(id, ofPreset(id, preset, free()));
  const others = preset?.others ?? [];
  for (const name of names) if (others.includes(looseName(name))) taken.add(name);
  // Before the other columns: the time of a solution can be called like the amount of time that it took.
  joinSolved();
  // A name that is one column's own is not taken for another's.
  for (const namesOf of [ownNames, theirNames]) {
    for (const id of missing) {
      const name = sureId(id, namesOf(id), free(), spellings) ?? spelledAs(namesOf(id), free(), spellings);
      take(id, name === undefined ? undefined : datedName(id, name, free(), spellings));
    }
  }
  if (!isJoined) joinSolved();
  // In the order of the columns, whichever way each was found.
  return Object.fromEntries(
    missing.flatMap((id) => {
      const name = found.get(id);
      return name === undefined ? [] : [[id, name]];
    }),
  );
}

/** What JSON calls objects, whose values have names of their own: "via" beside "via.channel". */
function objectsIn(names: readonly string[]): string[] {
  const holders = new Set(names.flatMap((name) => [...name.matchAll(/\./g)].map(({ index }) => name.slice(0, index))));
  return names.filter((name) => holders.has(name));
}

/** The name of the time of the solution, in a file that has another one of the closing. */
function solvedBeside(
  closed: string,
  preset: Preset | undefined,
  free: readonly string[],
  spellings: ReadonlyMap<string, string>,
): string | undefined {
  const isSolved = (name: string) => SOLVED_NAMES.includes(spellings.get(name) ?? '');
  if (isSolved(closed)) return undefined;
  const wanted = preset?.names.closedAt ?? [];
  const name = free.find((each) => isSolved(each) || wanted.includes(looseName(each)));
  return name !== undefined && eitherName(closed, name).length <= MAX_THEIR_NAME ? name : undefined;
}

function ofPreset(id: StoredColumnId, preset: Preset | undefined, free: readonly string[]): string | undefined {
  const { overrides, names } = preset ?? {};
  for (const wanted of [overrides?.[id] ?? [], names?.[id] ?? []].flat()) {
    const name = free.find((each) => looseName(each) === wanted);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The name of the ticket's own number: a "No." beside it can count the rows. */
function sureId(
  id: StoredColumnId,
  wanted: readonly string[],
  free: readonly string[],
  spellings: ReadonlyMap<string, string>,
): string | undefined {
  return id === 'id'
    ? spelledAs(
        wanted,
        free.filter((name) => /^ticket./.test(plainName(name))),
        spellings,
      )
    : undefined;
}

/** "Closed at" beside a "Closed", which says whether then, and not when. */
function datedName(
  id: StoredColumnId,
  name: string,
  free: readonly string[],
  spellings: ReadonlyMap<string, string>,
): string {
  if (columnOf(id).kind !== 'timestamp') return name;
  const dated = ['at', 'on', 'date', 'am'].map((end) => `${spellings.get(name)}${end}`);
  return free.find((each) => dated.includes(spellings.get(each) ?? '')) ?? name;
}

/** The first of the names that is spelled as one of those wanted; of those the first counts. */
function spelledAs(
  wanted: readonly string[],
  free: readonly string[],
  spellings: ReadonlyMap<string, string>,
): string | undefined {
  for (const each of wanted) {
    const name = each === '' ? undefined : free.find((one) => spellings.get(one) === each);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Whether a file's name of a column is ours, in any language. */
export function isOwnName(id: StoredColumnId, name: string): boolean {
  return ownNames(id).includes(spelling(name));
}

/** Its name, and what files of ours call it in any language. */
function ownNames(id: StoredColumnId): string[] {
  const labels = Object.values(SERVER_TEXTS).flatMap((texts) =>
    spokenIn(texts, () => [columnOf(id).label, sheetHeader(id, 'labels')]),
  );
  return [...new Set([id, ...labels])].map(spelling);
}

/** So many names of ours no other program writes; fewer where there are no others. */
const OUR_NAMES = 15;
const FEW_OF_OURS = 8;

/** Whether a file's names are those of an export of ours, which holds what was stored. */
export function isOwnHeader(names: readonly string[]): boolean {
  OWN_NAMES ??= new Set(
    Object.values(SERVER_TEXTS).flatMap((texts) =>
      spokenIn(texts, () => COLUMN_IDS.flatMap((id) => [id, columnOf(id).label, sheetHeader(id, 'labels')])),
    ),
  );
  const own = names.filter((name) => OWN_NAMES?.has(name)).length;
  return own >= OUR_NAMES || (own >= FEW_OF_OURS && own === names.length);
}

/** Made once: labels are of all languages. */
let OWN_NAMES: ReadonlySet<string> | undefined;

/** Whether a column is called so, by us or in any helpdesk. */
export function isUsualName(name: string): boolean {
  USUAL_NAMES ??= new Set(STORED_COLUMN_IDS.flatMap((id) => [...ownNames(id), ...theirNames(id)]));
  return USUAL_NAMES.has(spelling(name));
}

let USUAL_NAMES: ReadonlySet<string> | undefined;

function theirNames(id: StoredColumnId): string[] {
  return (THEIR_NAMES[id] ?? '').split(' ');
}

/** What Jira's API says of a ticket stands in its `fields`, and what it says of a person or a state in its name. */
const AROUND = /^fields\.|\.(?:name|displayName)$/g;

function spelling(name: string): string {
  if (name.trim() === '#') return 'number';
  return plainName(name.replace(AROUND, '')).replace(/^ticket(?=.)/, '');
}
