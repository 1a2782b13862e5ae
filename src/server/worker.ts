import '../contract/languages/inEnglish';
import { openBackend } from './backend';
import type { Config } from './config/config';
import { ConfigError } from './config/configError';
import { lockDataDir } from './process/dataDirLock';
import { type Open, runProcess } from './runProcess';

/** `npm run worker`: works the queue of exports beside servers on the same stores, without HTTP. */

const work: Open = async (config, disposal) => {
  const publicUrl = requireShared(config);
  const lock = lockDataDir(config.dataDir);
  disposal.defer(() => lock.release());
  await openBackend(config, publicUrl, disposal);
  console.log('Ticketlens works on the queue of DATABASE_URL');
};

/** @returns where users reach the page. @throws ConfigError that names each setting without which others' exports cannot be made. */
function requireShared({ databaseUrl, clickhouse, publicUrl }: Config): string {
  const missing = [
    databaseUrl === undefined ? 'DATABASE_URL: a worker needs the PostgreSQL that has the queue' : [],
    clickhouse === undefined ? 'CLICKHOUSE_URL: a worker needs the server that has the tickets' : [],
    publicUrl === undefined ? 'PUBLIC_URL: a worker needs it, since mails link to it' : [],
  ].flat();
  if (publicUrl === undefined || missing.length > 0) throw new ConfigError(missing.join('\n'));
  return publicUrl;
}

runProcess(work);
