import { join } from 'node:path';
import type { ColumnMapping } from '../../contract/columns/columnMapping';
import type { ImportSummary } from '../../contract/responses/importResponses';
import { type Config, readConfig } from '../config/config';
import { openChdb } from '../engine/chdbEngine';
import { formatPreview } from '../imports/dryRun/dryRun';
import type { DryRunOptions } from '../imports/dryRun/dryRunFiles';
import { formatProgress, formatSummary } from '../imports/formatSummary';
import { importTickets } from '../imports/importTickets';
import { readMapping } from '../imports/read/mapping';
import { newRejectPath } from '../imports/rejectFolder';
import { dryRunInWorker } from '../imports/worker/dryRunInWorker';
import { escapeControls } from '../log/escapeControls';
import { lockDataDir } from '../process/dataDirLock';
import { guardConsole } from '../process/terminal';
import { openTickets } from '../tickets/schema/openTickets';
import { recordAlone } from './auditCommand';
import { importOnServer } from './importOnServer';
import { mirrorUpstream } from './mirrorUpstream';
import { printError, printLines, usageError } from './printLines';
import { readArguments } from './readArguments';
import { type RunningServer, runningServer } from './runningServer';
import { syncOnServer } from './syncOnServer';

/**
 * `npm run import -- FILE... [--replace]`: imports tickets from files, or with `--from URL` from another instance.
 * If the server runs, it does the work.
 */

const USAGE = `npm run import -- FILE... [--replace] [--dry-run] [--map column=theirs]... [--mapping FILE.json]
npm run import -- --from URL [--replace]

  FILE       csv, JSON array or NDJSON; plain or .gz
  --from     another instance; its token in TICKETLENS_UPSTREAM_TOKEN
  --replace  empties the store first, in the same step
  --dry-run  shows the first rows as they would be stored, and stores nothing
  --map      what the files call a column; --mapping names a file of {"column": "theirs"}`;

async function main(): Promise<void> {
  guardConsole();
  const { values, positionals } = readArguments(USAGE, {
    allowPositionals: true,
    options: {
      replace: { type: 'boolean' },
      from: { type: 'string' },
      map: { type: 'string', multiple: true },
      mapping: { type: 'string' },
      'dry-run': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    printLines(USAGE.split('\n'));
    return;
  }
  if (values.from !== undefined && positionals.length > 0) {
    throw usageError('Either files or --from, not both', USAGE);
  }
  if (values.from === undefined && positionals.length === 0) throw usageError('No file is named', USAGE);
  if (values.from !== undefined && (values.map ?? values.mapping ?? values['dry-run']) !== undefined) {
    throw usageError('--map, --mapping and --dry-run are for files, not for --from', USAGE);
  }
  const mapping = await readMapping(values.map ?? [], values.mapping);
  // Files with the data of tickets have mode 600.
  process.umask(0o077);
  const config = readConfig(process.env);
  if (values['dry-run'] === true) {
    for (const path of positionals) {
      const preview = await dryRunInWorker(dryRunOptions(path, config, mapping));
      printLines(formatPreview(path, preview));
      if (preview.problem !== null) process.exitCode = 1;
    }
    return;
  }
  const replace = values.replace === true;
  const server = await runningServer(config);
  if (values.from !== undefined) {
    const token = config.upstreamToken;
    if (server !== undefined) printLines(await syncOnServer(server, values.from, { token, replace }));
    else await withDataDirLock(config, () => mirrorInstance(values.from ?? '', replace, config));
  } else if (server !== undefined) {
    await uploadFiles(server, positionals, { replace, mapping }, config);
  } else {
    await withDataDirLock(config, () => importFiles(positionals, { replace, mapping }, config));
  }
}

async function withDataDirLock({ dataDir }: Config, work: () => Promise<void>): Promise<void> {
  const lock = lockDataDir(dataDir);
  try {
    await work();
  } finally {
    lock.release();
  }
}

async function mirrorInstance(from: string, replace: boolean, config: Config): Promise<void> {
  try {
    const lines = await mirrorUpstream(from, config, { replace, signal: stopSignal(), onProgress: showLine });
    clearProgress();
    printLines(lines);
  } finally {
    clearProgress();
  }
}

function dryRunOptions(path: string, { timeZone }: Config, mapping: ColumnMapping): DryRunOptions {
  return { sources: [{ name: path, path }], timeZone, mapping };
}

interface FileOptions {
  replace: boolean;
  mapping: ColumnMapping;
}

async function uploadFiles(
  server: RunningServer,
  paths: readonly string[],
  { replace, mapping }: FileOptions,
  config: Config,
): Promise<void> {
  // Errors of a file as a whole are found before anything is sent.
  for (const path of paths) {
    const { problem } = await dryRunInWorker(dryRunOptions(path, config, mapping));
    if (problem !== null) throw new Error(problem);
  }
  const seconds = stopwatch();
  const rejectPath = newRejectPath(config.dataDir);
  try {
    const options = { replace, mapping, rejectPath, onProgress: showLine, signal: stopSignal() };
    const summary = await importOnServer(server, paths, options);
    clearProgress();
    printLines(formatSummary(summary, rejectPath, seconds()));
  } finally {
    clearProgress();
  }
}

async function importFiles(paths: readonly string[], { replace, mapping }: FileOptions, config: Config): Promise<void> {
  if (config.sync !== undefined) {
    throw new Error(
      'REPORTING_SYNC_URL names the instance that the tickets come from; without it, files can be imported.',
    );
  }
  const program = 'npm run import';
  await recordAlone(config, { kind: 'importBegun', program, detail: replace ? 'replaces the tickets' : undefined });
  const engine = openChdb(join(config.dataDir, 'tickets'));
  const rejectPath = newRejectPath(config.dataDir);
  const seconds = stopwatch();
  let summary: ImportSummary;
  try {
    await openTickets(engine);
    summary = await importTickets(
      engine,
      paths.map((path) => ({ name: path, path })),
      {
        timeZone: config.timeZone,
        replace,
        mapping,
        unpackedBytes: config.unpackedBytes,
        rejectPath,
        onProgress: (counts) => showLine(formatProgress(counts, seconds())),
        signal: stopSignal(),
      },
    );
  } finally {
    clearProgress();
    // chDB crashes if a session is open at exit.
    await engine.close();
  }
  printLines(formatSummary(summary, rejectPath, seconds()));
  await recordAlone(config, { kind: replace ? 'replaced' : 'imported', program, rows: summary.stored });
}

/** @returns a function for the seconds since this call. */
function stopwatch(): () => number {
  const started = performance.now();
  return () => (performance.now() - started) / 1000;
}

/** Aborts on Ctrl+C, which leaves the tickets unchanged; a second one ends the process at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('Stopped: nothing was changed.'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return controller.signal;
}

/** Moves the cursor to the line's start and clears the line. */
const LINE_START = '\r\u001b[K';

function showLine(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${LINE_START}${escapeControls(text)}`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write(LINE_START);
}

main().catch(printError);
