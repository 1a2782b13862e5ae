import { join } from 'node:path';
import { loadSecret } from './access/secret';
import { createTokens } from './access/tokens';
import type { Config } from './config';
import { ExportService } from './exports/jobs/exportService';
import { openOutbox } from './exports/mail/outbox';
import { openSmtp } from './exports/mail/smtp';
import { PreparedFiles } from './exports/preparedFiles';
import type { Backend } from './http/route';
import { migrate } from './state/migrations';
import { openPglite } from './state/pgliteStore';
import { openPostgres } from './state/postgresStore';
import type { StateStore } from './state/stateStore';
import { openChdb } from './tickets/chdbEngine';
import type { TicketEngine } from './tickets/engine';
import { Uploads } from './tickets/import/uploads';
import { createSchema } from './tickets/schema';
import { SyncService } from './tickets/sync/syncService';

/** Opens every store below DATA_DIR, which the caller has locked, and starts the export worker. */
export async function openBackend(config: Config, publicUrl: string): Promise<Backend> {
  const engine = openChdb(join(config.dataDir, 'tickets'));
  try {
    return await openStores(config, publicUrl, engine);
  } catch (error) {
    // An open Session at exit would turn the error into a segmentation fault.
    await engine.close();
    throw error;
  }
}

async function openStores(config: Config, publicUrl: string, engine: TicketEngine): Promise<Backend> {
  await createSchema(engine);
  const state = await openState(config);
  const outboxFolder = join(config.dataDir, 'outbox');
  const services = {
    config,
    sessions: {
      tokens: createTokens(loadSecret(config), config.tokens),
      state,
      secure: publicUrl.startsWith('https:'),
    },
    engine,
    state,
    mailer: config.mail.smtpUrl === undefined ? openOutbox(outboxFolder) : openSmtp(config.mail.smtpUrl),
    outboxFolder,
    downloadsFolder: join(config.dataDir, 'downloads'),
    publicUrl,
    now: () => new Date(),
  };
  const prepared = await PreparedFiles.open(services);
  const exports = await ExportService.start(services);
  return { ...services, prepared, exports, sync: new SyncService(services), uploads: await Uploads.open(services) };
}

/** The store of jobs and settings, with its schema up to date. */
export async function openState(config: Config): Promise<StateStore> {
  const state = await (config.databaseUrl === undefined
    ? openPglite(join(config.dataDir, 'state'))
    : openPostgres(config.databaseUrl));
  await migrate(state);
  return state;
}

/** Closes in the order that lets running work end: the engine last, since an open Session at exit is a crash. */
export async function closeBackend(backend: Backend): Promise<void> {
  await backend.uploads.stop();
  await backend.sync.stop();
  await backend.exports.stop();
  backend.mailer.close();
  await backend.prepared.close();
  await backend.state.close();
  await backend.engine.close();
}
