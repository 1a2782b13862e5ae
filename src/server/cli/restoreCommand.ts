import { resolve } from 'node:path';
import { formatCount } from '../../contract/format/numbers';
import { loadSecret } from '../access/secret';
import { type Manifest, readManifest } from '../backup/manifest';
import {
  beginRestore,
  endRestore,
  requireRestorable,
  restoreFiles,
  restoreState,
  restoreTickets,
} from '../backup/restoreBackup';
import { type Config, readConfig } from '../config/config';
import { openEngine } from '../engine/openEngine';
import { lockDataDir } from '../process/dataDirLock';
import { DisposalStack } from '../process/disposalStack';
import { openStore } from '../state/openState';
import { createRowKeys } from '../state/rowKeys';
import { openTickets } from '../tickets/schema/openTickets';
import { recordAlone } from './auditCommand';
import { printLines } from './printLines';
import { readFolder } from './readFolder';

/** `npm run restore -- DIR`: puts a back-up into an empty data folder, or into the stores that the settings name. */

const USAGE = `npm run restore -- DIR

  DIR  a folder that npm run backup has written; it goes into DATA_DIR, which must be empty, and into
       DATABASE_URL and CLICKHOUSE_URL where these are set, which must hold no jobs and no tickets`;

export async function restoreCommand(): Promise<void> {
  const given = readFolder(USAGE);
  if (given === undefined) return;
  process.umask(0o077);
  const folder = resolve(given);
  const config = readConfig(process.env);
  // All of it is compared before anything is changed.
  const manifest = await readManifest(folder);
  requireRestorable(manifest);
  const lock = lockDataDir(config.dataDir, { restoring: true });
  try {
    await beginRestore(config);
    await restore(folder, config, manifest);
    await recordAlone(config, { kind: 'restored', program: 'npm run restore', detail: `of ${manifest.madeAt}` });
    await endRestore(config);
  } finally {
    lock.release();
  }
  printLines([`restored: ${formatCount(manifest.tickets.rows)} tickets, with jobs, views, settings, audit and files`]);
}

async function restore(folder: string, config: Config, manifest: Manifest): Promise<void> {
  const disposal = new DisposalStack();
  try {
    const engine = await openEngine(config);
    // chDB crashes if a session is open at exit.
    disposal.defer(() => engine.close());
    await openTickets(engine);
    await restoreFiles(folder, config, manifest);
    const state = await openStore(config, disposal);
    await restoreState(folder, state, createRowKeys(loadSecret(config)), manifest);
    await restoreTickets(folder, engine, manifest);
  } finally {
    await disposal.disposeAsync();
  }
}
