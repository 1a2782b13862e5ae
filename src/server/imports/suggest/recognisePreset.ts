import type { Preset } from './preset';
import { PRESETS } from './presets';

/** The helpdesk whose export has these names; undefined where none is known by them. */
export function recognisePreset(names: readonly string[]): Preset | undefined {
  const has = new Set(names.map(looseName));
  return PRESETS.find(({ headers }) => headers.some((header) => header.every((name) => has.has(name))));
}

/** As names stand in presets: without case and blanks around. */
export function looseName(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}
