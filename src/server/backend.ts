import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Revocations } from './access/revocations';
import { loadSecret } from './access/secret';
import type { SessionSettings } from './access/session';
import { createTokens } from './access/tokens';
import { Audit } from './audit/audit';
import { Backups } from './backup/backups';
import type { Config } from './config/config';
import { isEmbedded } from './config/frameAncestors';
import { openEngine } from './engine/openEngine';
import { ticketPlace } from './engine/ticketPlace';
import type { ExportServices, FileInMaking } from './exports/exportServices';
import { ExportService } from './exports/jobs/exportService';
import { openOutbox } from './exports/mail/outbox';
import { openSmtp } from './exports/mail/smtp';
import { PreparedFiles } from './exports/preparedFiles';
import { Uploads } from './imports/uploads/uploads';
import type { Metrics } from './metrics/metrics';
import type { DisposalStack } from './process/disposalStack';
import { noteOfRun } from './schedules/mailNotes';
import { ScheduleService } from './schedules/scheduleService';
import { openState } from './state/openState';
import { createRowKeys } from './state/rowKeys';
import { requireSameTickets } from './state/sameTickets';
import { stateFor } from './state/stateStore';
import { SyncService } from './sync/syncService';
import { openTickets } from './tickets/schema/openTickets';
import { dropLeftovers } from './tickets/schema/sideTables';
import { startUpkeep } from './tickets/schema/upkeep';

/** Every part of a running server, once its stores are open. */
export interface Backend extends ExportServices {
  sessions: SessionSettings;
  /** Random for each start; proves that a command may read the data folder. */
  commandKey: string;
  exports: ExportService;
  prepared: PreparedFiles;
  sync: SyncService;
  uploads: Uploads;
  schedules: ScheduleService;
  backups: Backups;
  /** Undefined where nobody may read them. */
  metrics: Metrics | undefined;
}

/**
 * Opens every store below DATA_DIR, which the caller has locked, and starts the export worker.
 * @param disposal gets what has been opened, also when this throws. The engine comes first, to be closed last: an open
 * chDB session at exit is a segmentation fault.
 */
export async function openBackend(config: Config, publicUrl: string, disposal: DisposalStack): Promise<Backend> {
  const metrics = config.metricsToken === undefined ? undefined : await newMetrics();
  const engine = await openEngine(config, config.engine, (work) => metrics?.observeWork(work));
  disposal.defer(() => engine.close());
  await openTickets(engine, { keepsLeftovers: config.clickhouse !== undefined });
  const secret = loadSecret(config);
  const state = await openState(config, secret, disposal);
  await requireSameTickets(state, await ticketPlace(engine, config.clickhouse?.cluster));
  if (engine.tables.hasUpkeep) disposal.defer(startUpkeep(() => dropLeftovers(engine)));
  else if (config.clickhouse !== undefined && (await state.isAlone())) await dropLeftovers(engine);
  const revocations = await Revocations.open(state);
  disposal.defer(() => revocations.close());
  const now = () => new Date();
  // A sign-in and a download wait for its entries: nobody else's statements come before them.
  const audit = new Audit({ config, state: stateFor(state, Symbol('audit')), secret, now });
  disposal.defer(() => audit.stop());
  const outboxFolder = join(config.dataDir, 'outbox');
  const services = {
    config,
    sessions: {
      tokens: createTokens(secret, config.tokens),
      state,
      revocations,
      secure: publicUrl.startsWith('https:'),
      embedded: isEmbedded(config.frameAncestors),
    },
    engine,
    state,
    keys: createRowKeys(secret),
    audit,
    mailer: config.mail.smtpUrl === undefined ? openOutbox(outboxFolder) : openSmtp(config.mail.smtpUrl),
    outboxFolder,
    downloadsFolder: join(config.dataDir, 'downloads'),
    filesInMaking: new Set<FileInMaking>(),
    publicUrl,
    commandKey: randomBytes(32).toString('base64url'),
    now,
  };
  disposal.defer(() => services.mailer.close());
  const prepared = await PreparedFiles.open(services);
  disposal.defer(() => prepared.close());
  const noteOf = (jobId: string) => noteOfRun(services, jobId);
  const exports = await ExportService.start({ ...services, noteOf });
  disposal.defer(() => exports.stop());
  const schedules = await ScheduleService.start({ ...services, exports });
  disposal.defer(() => schedules.stop());
  const sync = new SyncService(services);
  disposal.defer(() => sync.stop());
  const uploads = await Uploads.open(services);
  disposal.defer(() => uploads.stop());
  const backups = new Backups(services);
  disposal.defer(() => backups.stop());
  return { ...services, noteOf, prepared, exports, schedules, sync, uploads, backups, metrics };
}

/** The library is loaded where it is used. */
async function newMetrics(): Promise<Metrics> {
  const { Metrics: Made } = await import('./metrics/metrics');
  return new Made();
}
