import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The real tickets lie beside the repository and not in it; without them the figures cannot be checked. */
const FOLDER = resolve(import.meta.dirname, '../../../../shared/data');

/** @throws when the file is missing: a check that is skipped proves nothing. */
export function dataFile(name: string): string {
  const path = resolve(FOLDER, name);
  if (!existsSync(path)) throw new Error(`${path} is missing: test:real needs the real tickets beside the repository`);
  return path;
}
