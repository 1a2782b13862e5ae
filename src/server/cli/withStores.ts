import { loadSecret } from '../access/secret';
import type { BackupPlace } from '../backup/makeBackup';
import type { Config } from '../config/config';
import { openEngine } from '../engine/openEngine';
import { lockDataDir } from '../process/dataDirLock';
import { DisposalStack } from '../process/disposalStack';
import { openState } from '../state/openState';
import { openTickets } from '../tickets/schema/openTickets';

/** Opens the stores for a command while no server has the data folder. */
export async function withStores<T>(config: Config, work: (place: BackupPlace) => Promise<T>): Promise<T> {
  const disposal = new DisposalStack();
  try {
    const lock = lockDataDir(config.dataDir);
    disposal.defer(() => lock.release());
    const engine = await openEngine(config);
    // chDB crashes if a session is open at exit.
    disposal.defer(() => engine.close());
    await openTickets(engine);
    return await work({ config, engine, state: await openState(config, loadSecret(config), disposal) });
  } finally {
    await disposal.disposeAsync();
  }
}
