import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { columnOf, type StoredColumnId } from '../../../contract/columns/columns';
import { sheetHeader } from '../../../contract/columns/fileHeaders';
import { SERVER_TEXTS } from '../../../contract/languages/serverTexts';
import { spokenIn } from '../../../contract/texts/texts';
import { plainName } from './plainName';
import type { Preset } from './presets';
import { looseName, recognisePreset } from './recognisePreset';
import { THEIR_NAMES } from './theirNames';

/**
 * Maps what the export of a known helpdesk calls the columns; else names that are a column's in another spelling
 * ("Created At"), its label, or what helpdesks call it.
 * @param columns that are to be found.
 */
export function suggestMapping(names: readonly string[], columns: readonly StoredColumnId[]): ColumnMapping {
  const preset = recognisePreset(names);
  const missing = columns.filter((id) => !names.includes(id));
  const taken = new Set<string>(columns.filter((id) => names.includes(id)));
  const free = () => names.filter((name) => name !== '' && !taken.has(name));
  // Each once: a preview would spend a third of its time on them.
  const spellings = new Map(names.map((name) => [name, spelling(name)]));
  const found = new Map<StoredColumnId, string>();
  const take = (id: StoredColumnId, name: string | undefined) => {
    if (name === undefined || found.has(id)) return;
    taken.add(name);
    found.set(id, name);
  };
  for (const id of missing) take(id, ofPreset(id, preset, free()));
  const others = preset?.others ?? [];
  for (const name of names) if (others.includes(looseName(name))) taken.add(name);
  // A name that is one column's own is not taken for another's.
  for (const namesOf of [ownNames, theirNames]) {
    for (const id of missing) take(id, spelledAs(namesOf(id), free(), spellings));
  }
  // In the order of the columns, whichever way each was found.
  return Object.fromEntries(
    missing.flatMap((id) => {
      const name = found.get(id);
      return name === undefined ? [] : [[id, name]];
    }),
  );
}

function ofPreset(id: StoredColumnId, preset: Preset | undefined, free: readonly string[]): string | undefined {
  for (const wanted of preset?.names[id] ?? []) {
    const name = free.find((each) => looseName(each) === wanted);
    if (name !== undefined) return name;
  }
  return undefined;
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

/** Its name, and what files of ours call it in any language. */
function ownNames(id: StoredColumnId): string[] {
  const labels = Object.values(SERVER_TEXTS).flatMap((texts) =>
    spokenIn(texts, () => [columnOf(id).label, sheetHeader(id, 'labels')]),
  );
  return [...new Set([id, ...labels])].map(spelling);
}

function theirNames(id: StoredColumnId): string[] {
  return (THEIR_NAMES[id] ?? '').split(' ');
}

function spelling(name: string): string {
  return plainName(name).replace(/^ticket(?=.)/, '');
}
