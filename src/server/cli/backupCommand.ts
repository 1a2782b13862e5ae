import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { formatCount } from '../../contract/format/numbers';
import type { BackupStatus } from '../../contract/responses/commandResponses';
import { makeBackup, requireBackupFolder } from '../backup/makeBackup';
import { readConfig } from '../config/config';
import { recordCommand } from './auditCommand';
import { printLines } from './printLines';
import { readFolder } from './readFolder';
import { type RunningServer, runningServer } from './runningServer';
import { withStores } from './withStores';

/** `npm run backup -- DIR`: writes everything into a folder, also while the server runs. */

const USAGE = `npm run backup -- DIR

  DIR  a new or empty folder for tickets, jobs, views, settings, audit, files of exports, and the secret`;
const POLL_MS = 250;

export async function backupCommand(): Promise<void> {
  const given = readFolder(USAGE);
  if (given === undefined) return;
  process.umask(0o077);
  const folder = resolve(given);
  const config = readConfig(process.env);
  const server = await runningServer(config, 'backup');
  const rows =
    server === undefined
      ? await withStores(config, async (place) => {
          await requireBackupFolder(config, folder);
          await recordCommand(place.state, config, { kind: 'backedUp', program: 'npm run backup' });
          return (await makeBackup(place, folder)).tickets.rows;
        })
      : await onServer(server, folder);
  printLines([`backed up: ${formatCount(rows)} tickets, with jobs, views, settings, audit and files, into ${folder}`]);
}

async function onServer({ api, key }: RunningServer, folder: string): Promise<number> {
  let status: BackupStatus = await api.ask('POST /backups', { body: { key, folder } });
  while (status.state === 'running') {
    await setTimeout(POLL_MS);
    status = await api.ask('POST /backups/status', { body: { key, folder } });
  }
  if (status.problem !== null) throw new Error(status.problem);
  return status.rows;
}
