import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the server that has the data folder listens, for commands that it can serve in its place. */

const NAME = 'server-address';

export function writeServerAddress(dataDir: string, address: string): void {
  writeFileSync(join(dataDir, NAME), address, { mode: 0o600 });
}

/** Called while the folder is still locked, so that another server's is not removed. */
export function removeServerAddress(dataDir: string): void {
  rmSync(join(dataDir, NAME), { force: true });
}

/** Undefined while no server runs; one that was killed leaves an address at which nobody answers. */
export function readServerAddress(dataDir: string): string | undefined {
  try {
    return readFileSync(join(dataDir, NAME), 'utf8');
  } catch {
    return undefined;
  }
}
