import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { holderOf } from './dataDirLock';
import { ownMark } from './processIdentity';

/** Where the server that has the data folder listens, for commands that it can serve in its place. */

const NAME = 'server-address';

const addressSchema = z.object({
  /** Such as http://127.0.0.1:4173. */
  url: z.string(),
  /** The process that wrote it. */
  process: z.string(),
  /** Made at each start: who knows it may read the data folder. */
  key: z.string(),
});
export type ServerAddress = z.infer<typeof addressSchema>;

export function writeServerAddress(dataDir: string, { url, key }: Pick<ServerAddress, 'url' | 'key'>): void {
  const address: ServerAddress = { url, process: ownMark(), key };
  writeFileSync(join(dataDir, NAME), JSON.stringify(address), { mode: 0o600 });
}

/** Called while the folder is still locked, so that another server's is not removed. */
export function removeServerAddress(dataDir: string): void {
  rmSync(join(dataDir, NAME), { force: true });
}

/**
 * Undefined while no server runs. What a killed server has left does not count: by now the port may be another
 * program's, to which nobody may send a token.
 */
export function readServerAddress(dataDir: string): ServerAddress | undefined {
  const holder = holderOf(dataDir);
  const address = addressSchema.safeParse(readJson(join(dataDir, NAME)));
  return address.success && address.data.process === holder ? address.data : undefined;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
