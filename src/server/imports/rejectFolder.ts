import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Lists of rejected rows that the command has made, the one to come included; older ones are removed. */
const KEPT = 20;
/** Named after their time, so their order is that of their names. A mirror's list lies beside them. */
const NAME = /^\d{4}-\d\d-\d\dT[\d.]+Z\.ndjson$/;

/** Where an import of the command lists rejected rows, if there are any. */
export function newRejectPath(dataDir: string): string {
  const folder = join(dataDir, 'rejects');
  mkdirSync(folder, { recursive: true });
  const old = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort();
  for (const name of old.slice(0, Math.max(0, old.length - KEPT + 1))) rmSync(join(folder, name));
  return join(folder, `${new Date().toISOString().replaceAll(':', '')}.ndjson`);
}
