import { formatCount } from '../../contract/format/numbers';
import { loadSecret } from '../access/secret';
import { copyState, copyTickets } from '../backup/copyRows';
import { requireUnused } from '../backup/restoreBackup';
import { type Config, readConfig } from '../config/config';
import { ConfigError } from '../config/configError';
import { openEngine } from '../engine/openEngine';
import { lockDataDir } from '../process/dataDirLock';
import { DisposalStack } from '../process/disposalStack';
import { openState } from '../state/openState';
import type { StateStore } from '../state/stateStore';
import { openTickets } from '../tickets/schema/openTickets';
import { type CommandDeed, recordCommand } from './auditCommand';
import { printLines, usageError } from './printLines';
import { readArguments } from './readArguments';

/** `npm run copy -- --to CLICKHOUSE_URL` and back: what DATA_DIR holds, into servers, or from them. */

const USAGE = `npm run copy -- --to CLICKHOUSE_URL
npm run copy -- --from CLICKHOUSE_URL

  --to    copies the tickets of DATA_DIR to that ClickHouse server, and with DATABASE_URL jobs, views, settings
          and audit of DATA_DIR to that PostgreSQL
  --from  the same the other way round

CLICKHOUSE_USER, CLICKHOUSE_PASSWORD and the others count as for the server. No server may run; what is there is compared,
row by row, and must have been empty.`;

export async function copyCommand(): Promise<void> {
  const { values } = readArguments(USAGE, {
    options: { to: { type: 'string' }, from: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return printLines(USAGE.split('\n'));
  const { to, from } = values;
  const url = to ?? from;
  if (url === undefined || (to !== undefined && from !== undefined))
    throw usageError('--to or --from, and one of them', USAGE);
  process.umask(0o077);
  const { embedded, servers } = readConfigs(url);
  const lock = lockDataDir(embedded.dataDir);
  try {
    const deed: CommandDeed = {
      kind: 'copied',
      program: 'npm run copy',
      detail: to === undefined ? 'from servers to DATA_DIR' : 'from DATA_DIR to servers',
    };
    printLines(to === undefined ? await copy(servers, embedded, deed) : await copy(embedded, servers, deed));
  } finally {
    lock.release();
  }
}

/** The settings with the embedded stores, and with the servers. */
function readConfigs(url: string): { embedded: Config; servers: Config } {
  if (process.env.CLICKHOUSE_URL !== undefined && process.env.CLICKHOUSE_URL !== url) {
    throw new ConfigError('CLICKHOUSE_URL: is another server than the one that is copied to or from; leave it out');
  }
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('CLICKHOUSE_') && name !== 'DATABASE_URL',
  );
  return {
    embedded: readConfig(Object.fromEntries(own)),
    servers: readConfig({ ...process.env, CLICKHOUSE_URL: url }),
  };
}

/** @param deed what the audit of the source says of it: that goes along, since whoever has a copy has all of it. */
async function copy(from: Config, to: Config, deed: CommandDeed): Promise<string[]> {
  const disposal = new DisposalStack();
  try {
    const [source, target] = [await openEngine(from), await openEngine(to)];
    disposal.defer(() => source.close());
    disposal.defer(() => target.close());
    await openTickets(source);
    await openTickets(target);
    const stored = await openState(from, loadSecret(from), disposal);
    await requireAlone(stored);
    const hasOther = from.databaseUrl !== to.databaseUrl;
    const wanted = hasOther ? await openState(to, loadSecret(to), disposal) : stored;
    if (hasOther) {
      await requireAlone(wanted);
      await requireUnused(wanted);
    }
    const { rows, hash } = await copyTickets(source, target, () => recordCommand(stored, from, deed));
    const lines = [`copied ${formatCount(rows)} tickets; all are the same there (checksum ${hash})`];
    if (!hasOther) return lines;
    const copied = formatCount(await copyState(stored, wanted));
    return [...lines, `copied ${copied} rows of jobs, views, settings and audit; all are the same there`];
  } finally {
    await disposal.disposeAsync();
  }
}

/** Of what is changed meanwhile some would be copied and some not. Nobody begins to work there before the copy has ended. */
async function requireAlone(state: StateStore): Promise<void> {
  const isAlone = await state.occupy('alone', () => undefined);
  if (!isAlone) throw new Error('DATABASE_URL: Ticketlens processes work on this PostgreSQL. Stop all of them first.');
}
