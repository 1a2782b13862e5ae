import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type StoredColumnId, storedColumnsOf } from '../../contract/columns/columns';
import { hiddenColumns } from '../../contract/privacy';
import { wallTimeIn } from '../../contract/time/wallTime';
import type { Config } from '../config/config';
import type { TicketEngine } from '../engine/engine';
import { ImportError } from '../imports/importError';
import type { ImportOptions } from '../imports/importTickets';
import type { StateStore } from '../state/stateStore';
import { readStoreFacts } from '../tickets/storeFacts';
import type { Upstream } from './askUpstream';
import { WHOLE_EVERY_MS } from './marks';
import { pullInWorker } from './pullInWorker';
import { columnsAfter, missingColumns } from './sentColumns';
import type { SpooledPage, SpoolOptions } from './spool';
import { type StoredRun, storeRun } from './storeRun';
import { SyncError } from './syncError';
import { newSync, readSync, type SyncRow, type SyncRun, writeSync } from './syncStore';

export interface SyncServices {
  config: Config;
  engine: TicketEngine;
  state: StateStore;
  now(): Date;
}

export interface SyncOptions {
  upstream: Upstream;
  /** Makes the store a mirror, whatever it holds. */
  replace?: boolean;
  /** Reads everything, to find what was deleted. */
  whole?: boolean;
  onProgress?: (rows: number) => void;
  signal?: AbortSignal;
  /** How pages are pulled and read; tests do it without threads, with smaller pages, and without waiting. */
  pull?: (options: SpoolOptions) => AsyncIterable<SpooledPage>;
  read?: NonNullable<ImportOptions['read']>;
}

export interface SyncSummary extends StoredRun {
  whole: boolean;
  /** Rows that the upstream sent; some of them again. */
  received: number;
  rejectPath: string;
  missingColumns: readonly StoredColumnId[];
  leftOutColumns: readonly string[];
}

/**
 * Brings the store up to its upstream: one run, which goes on where the last one was cut. What is remembered of
 * the upstream changes only after the rows are stored, so a cut at any moment costs nothing but reading again.
 * @throws SyncError or ImportError, after the reason is noted for the page.
 */
export async function syncOnce(services: SyncServices, options: SyncOptions): Promise<SyncSummary> {
  const known = await readSync(services);
  const { url } = options.upstream;
  const sync = known?.url === url ? known : newSync(url);
  try {
    await requireMirror(services, known, options);
    const { gained, ...summary } = await run(services, sync, options);
    if (!gained) return summary;
    // The upstream sends more columns than before: tickets that have not changed since have them as well.
    return await run(services, (await readSync(services)) ?? sync, { ...options, whole: true });
  } catch (error) {
    if (options.signal?.aborted !== true) await noteFailure(services, url, error);
    throw error;
  }
}

/** Tickets from elsewhere would be lost at the next whole run, and doubled in no way until then: ask first. */
async function requireMirror({ engine }: SyncServices, known: SyncRow | undefined, options: SyncOptions) {
  const { rows, demo, mirror } = await readStoreFacts(engine);
  if (options.replace === true || rows === 0 || demo) return;
  if (mirror && known?.url === options.upstream.url) return;
  const what = mirror ? 'mirrors another upstream' : 'holds tickets that are not from this upstream';
  throw new SyncError(
    `The store ${what}. A mirror holds its upstream’s tickets alone: run the import with --from and --replace to replace them`,
  );
}

async function run(
  services: SyncServices,
  sync: SyncRow,
  options: SyncOptions,
): Promise<SyncSummary & { gained: boolean }> {
  const { config, engine, now } = services;
  const begun = await currentRun(services, sync, options);
  const path = join(config.dataDir, 'sync', 'pages.ndjson');
  const rejectPath = join(config.dataDir, 'rejects', 'sync.ndjson');
  let current = begun;
  for await (const page of (options.pull ?? pullInWorker)(spoolOptions(services, sync, begun, options, path))) {
    current = { ...current, progress: page.progress, bytes: page.bytes, rows: current.rows + page.rows };
    await writeSync(services, { ...sync, run: current });
    options.onProgress?.(current.rows);
    options.signal?.throwIfAborted();
  }
  if (current.progress === null) throw new Error('an upstream was read without progress');
  const { rows: before, mirror } = await readStoreFacts(engine);
  const { sent } = current.progress;
  const missing = sent === null ? [] : missingColumns(sent.columns, unseenColumns(config));
  // One list, of the newest run: a mirror that syncs for years must not fill the disk with them.
  await rm(rejectPath, { force: true });
  const stored = await storeRun(engine, path, {
    timeZone: config.timeZone,
    whole: current.whole,
    received: current.rows,
    // An upstream that lost its database, or a token that sees a part, must not empty the mirror.
    atLeast: current.replace || sync.marks === null ? 0 : Math.floor(before / 2),
    rejectPath,
    // What others' tickets with the same ids had is not theirs.
    missing: mirror && !current.replace ? missing : [],
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.read === undefined ? {} : { read: options.read }),
  });
  const { columns, gained } = columnsAfter(sync.columns, sent, current.whole);
  await writeSync(services, {
    ...sync,
    marks: current.progress.marks,
    run: null,
    whole_at: current.whole ? now() : gained ? null : sync.whole_at,
    synced_at: now(),
    failing_since: null,
    failure: null,
    rejected: stored.rejected,
    columns,
    missing: sent === null ? sync.missing : missing,
    left_out: sent?.leftOut ?? sync.left_out,
  });
  await rm(path, { force: true });
  const others = { missingColumns: missing, leftOutColumns: sent?.leftOut ?? [] };
  return { ...stored, ...others, whole: current.whole, received: current.rows, rejectPath, gained };
}

/** The run that was cut, or a new one. */
async function currentRun({ now, config }: SyncServices, sync: SyncRow, options: SyncOptions): Promise<SyncRun> {
  const replace = options.replace === true;
  const age = sync.whole_at === null ? Number.POSITIVE_INFINITY : now().getTime() - sync.whole_at.getTime();
  const whole = replace || options.whole === true || sync.marks === null || age >= WHOLE_EVERY_MS;
  const cut = sync.run;
  // A cut whole run serves whoever wants less as well.
  const goesOn = cut !== null && (cut.whole || !whole) && (cut.replace || !replace);
  if (goesOn && (await sizeOf(join(config.dataDir, 'sync', 'pages.ndjson'))) >= cut.bytes) return cut;
  return { whole, replace, progress: null, bytes: 0, rows: 0 };
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function spoolOptions(
  { config, now }: SyncServices,
  sync: SyncRow,
  current: SyncRun,
  { upstream, signal }: SyncOptions,
  path: string,
): SpoolOptions {
  return {
    upstream,
    now: wallTimeIn(config.timeZone, now()),
    optional: unseenColumns(config),
    since: current.whole ? null : sync.marks,
    path,
    bytes: current.bytes,
    ...(current.progress === null ? {} : { progress: current.progress }),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** Columns that nobody sees here, whoever they are: an upstream may leave them out. */
function unseenColumns({ privacyLevel }: Config): readonly StoredColumnId[] {
  return storedColumnsOf(hiddenColumns({ level: privacyLevel, permissions: ['viewSensitiveDataInExport'] }));
}

async function noteFailure(services: SyncServices, url: string, error: unknown): Promise<void> {
  const row = (await readSync(services)) ?? newSync(url);
  // What is known of another upstream is of use until this one has sent something.
  if (row.url !== url) return;
  await writeSync(services, { ...row, failure: reasonOf(error), failing_since: row.failing_since ?? services.now() });
}

/** Failures of our own in general words: what the page shows must not tell inner texts. */
export function reasonOf(error: unknown): string {
  return error instanceof SyncError || error instanceof ImportError
    ? error.message
    : 'The tickets could not be stored; the server’s log tells why';
}
