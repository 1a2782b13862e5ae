import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type StoredColumnId, storedColumnsOf } from '../../contract/columns/columns';
import { hiddenColumns } from '../../contract/privacy';
import { wallTimeIn } from '../../contract/time/wallTime';
import type { Config } from '../config/config';
import type { TicketEngine } from '../engine/engine';
import { ImportError } from '../imports/importError';
import type { ImportOptions } from '../imports/importTickets';
import { DiskFullError, orDiskFullError } from '../process/diskFullError';
import type { StateStore } from '../state/stateStore';
import { readStoreFacts } from '../tickets/storeFacts';
import { pullInWorker } from './pullInWorker';
import type { Upstream } from './requestUpstream';
import { columnsAfter, missingColumns } from './sentColumns';
import type { SpooledPage, SpoolPagesOptions } from './spool';
import { type StoredRun, storeRun } from './storeRun';
import { SyncError } from './syncError';
import { newSync, readSync, type SyncRow, type SyncRun, writeSync } from './syncStore';
import { WHOLE_EVERY_MS } from './watermarks';

export interface SyncServices {
  config: Config;
  engine: TicketEngine;
  state: StateStore;
  now(): Date;
}

export interface SyncOptions {
  upstream: Upstream;
  /** Makes the store a mirror, whatever tickets it has. */
  replace?: boolean;
  /** Reads everything, to find deleted tickets. */
  whole?: boolean;
  onProgress?: (rows: number) => void;
  signal?: AbortSignal;
  /** For tests: without worker threads, with smaller pages, without delays. */
  pull?: (options: SpoolPagesOptions) => AsyncIterable<SpooledPage>;
  read?: NonNullable<ImportOptions['read']>;
}

export interface SyncSummary extends StoredRun {
  whole: boolean;
  /** Rows from the upstream, repeated ones included. */
  received: number;
  rejectPath: string;
  missingColumns: readonly StoredColumnId[];
  leftOutColumns: readonly string[];
}

/**
 * Syncs the store with its upstream in one run, which resumes an interrupted one. The watermarks change only after
 * the rows are stored, so that an interruption at any moment loses nothing.
 * @throws SyncError or ImportError, after the failure is stored for the page.
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
    if (options.signal?.aborted !== true) await recordFailure(services, url, error);
    throw error;
  }
}

/** @throws SyncError when the store has other tickets, which the next whole run would remove. */
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
  // One reject file, of the newest run: years of syncs must not fill the disk with them.
  await rm(rejectPath, { force: true });
  const stored = await storeRun(engine, path, {
    timeZone: config.timeZone,
    whole: current.whole,
    received: current.rows,
    // An upstream with an empty database, or a token with fewer rights, must not empty the mirror.
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

/** The interrupted run, or a new one. */
async function currentRun({ now, config }: SyncServices, sync: SyncRow, options: SyncOptions): Promise<SyncRun> {
  const replace = options.replace === true;
  const whole = replace || options.whole === true || sync.marks === null || isLongAgo(sync.whole_at, now());
  const cut = sync.run;
  // An interrupted whole run fulfils smaller requests as well.
  const goesOn = cut !== null && (cut.whole || !whole) && (cut.replace || !replace);
  if (goesOn && (await sizeOf(join(config.dataDir, 'sync', 'pages.ndjson'))) >= cut.bytes) return cut;
  return { whole, replace, progress: null, bytes: 0, rows: 0 };
}

/** So is a run in the future: the clock has been put back since, and the next one would wait until then. */
function isLongAgo(wholeAt: Date | null, now: Date): boolean {
  const age = wholeAt === null ? Number.POSITIVE_INFINITY : now.getTime() - wholeAt.getTime();
  return age >= WHOLE_EVERY_MS || age < 0;
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
): SpoolPagesOptions {
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

/** Columns that are hidden from everybody here: an upstream may leave them out. */
function unseenColumns({ privacyLevel }: Config): readonly StoredColumnId[] {
  return storedColumnsOf(hiddenColumns({ level: privacyLevel, permissions: ['viewSensitiveDataInExport'] }));
}

async function recordFailure(services: SyncServices, url: string, error: unknown): Promise<void> {
  const row = (await readSync(services)) ?? newSync(url);
  // The state of another upstream is kept until this one has sent something.
  if (row.url !== url) return;
  await writeSync(services, { ...row, failure: reasonOf(error), failing_since: row.failing_since ?? services.now() });
}

/** Internal errors get a general message: the page must not show their texts. */
export function reasonOf(error: unknown): string {
  const known = orDiskFullError(error);
  return known instanceof SyncError || known instanceof ImportError || known instanceof DiskFullError
    ? known.message
    : 'The tickets could not be stored; the server’s log tells why';
}
