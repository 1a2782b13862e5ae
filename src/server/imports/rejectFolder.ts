import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Number of the command's reject files that are kept, the new one included. */
const KEPT = 20;
/** Named after their time, so they sort by name. Does not match a mirror's reject file in the same folder. */
const NAME = /^\d{4}-\d\d-\d\dT[\d.]+Z\.(?:csv|ndjson)$/;

/** Path of the reject file of a new import by the command; removes old ones. */
export function newRejectPath(dataDir: string): string {
  const folder = join(dataDir, 'rejects');
  mkdirSync(folder, { recursive: true });
  const next = `${new Date().toISOString().replaceAll(':', '')}.csv`;
  const listed = readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort();
  // Those from the future were named by a clock that has been put back since.
  const old = [...listed.filter((name) => name > next), ...listed.filter((name) => name <= next)];
  for (const name of old.slice(0, Math.max(0, old.length - KEPT + 1))) rmSync(join(folder, name));
  return join(folder, next);
}
