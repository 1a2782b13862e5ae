import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The folder of real tickets, which are not in the repository. */
const FOLDER = resolve(import.meta.dirname, '../../../../shared/data');

/** @throws when the file is missing: a check that is skipped proves nothing. */
export function dataFile(name: string): string {
  const path = resolve(FOLDER, name);
  if (!existsSync(path)) throw new Error(`${path} is missing: test:real needs the real tickets beside the repository`);
  return path;
}
