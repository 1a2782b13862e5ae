import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { lockHolder } from './dataDirLock';
import { ownIdentity } from './processIdentity';

/** The address of the server that has the data folder, for commands, which send their work to it. */

const NAME = 'server-address';

const addressSchema = z.object({
  /** Such as http://127.0.0.1:4173. */
  url: z.string(),
  /** The identity of the process that wrote it. */
  process: z.string(),
  /** Random for each start; proves that a command may read the data folder. */
  key: z.string(),
});
export type ServerAddress = z.infer<typeof addressSchema>;

export function writeServerAddress(dataDir: string, { url, key }: Pick<ServerAddress, 'url' | 'key'>): void {
  const address: ServerAddress = { url, process: ownIdentity(), key };
  writeFileSync(join(dataDir, NAME), JSON.stringify(address), { mode: 0o600 });
}

/** To be called while the folder is locked, so that no other server's address is removed. */
export function removeServerAddress(dataDir: string): void {
  rmSync(join(dataDir, NAME), { force: true });
}

/**
 * Undefined while no server runs. The file of a killed server does not count: its port may be another program's by
 * now, which must not get a token.
 */
export function readServerAddress(dataDir: string): ServerAddress | undefined {
  const holder = lockHolder(dataDir);
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
