import type { ColumnMapping } from '../../contract/columns/columnMapping';
import { partsOf } from '../../contract/columns/mappingFile';
import { type Config, readConfig } from '../config/config';
import type { DryRunOptions } from '../imports/dryRun/dryRunFiles';
import { formatPreview } from '../imports/dryRun/formatPreview';
import { formatProgress, formatSummary } from '../imports/formatSummary';
import { OpenQuestion } from '../imports/importError';
import { importTickets } from '../imports/importTickets';
import { newRejectPath } from '../imports/rejectFolder';
import { dryRunInWorker } from '../imports/worker/dryRunInWorker';
import { escapeControls } from '../log/escapeControls';
import { lockDataDir } from '../process/dataDirLock';
import { guardConsole } from '../process/terminal';
import { type CommandDeed, recordCommand } from './auditCommand';
import { IMPORT_USAGE, type ImportArguments, readImportArguments } from './importArguments';
import { withFlags } from './importFailure';
import { importOnServer } from './importOnServer';
import { mirrorUpstream } from './mirrorUpstream';
import { namedMapping } from './namedMapping';
import { printLines } from './printLines';
import { type RunningServer, runningServer } from './runningServer';
import { syncOnServer } from './syncOnServer';
import { withStores } from './withStores';

/**
 * `npm run import -- FILE... [--replace]`: imports tickets from files, or with `--from URL` from another instance.
 * If the server runs, it does the work.
 */

/** @throws Error that says why it ends with 1. */
export async function importCommand(): Promise<void> {
  guardConsole();
  await work().catch((error: unknown) => {
    throw withFlags(error);
  });
}

async function work(): Promise<void> {
  const said = await readImportArguments();
  if (said === undefined) {
    printLines(IMPORT_USAGE.split('\n'));
    return;
  }
  // Files with the data of tickets have mode 600.
  process.umask(0o077);
  const config = readConfig(process.env);
  const server = said.isDryRun && said.savedMapping === undefined ? undefined : await runningServer(config, 'import');
  const named = await withSaved(said, server, config);
  const given = { ...named, mapping: await mappingOf(named, config) };
  if (given.isDryRun) {
    for (const path of given.paths) {
      const preview = await dryRunInWorker({ ...dryRunOptions([path], config, given), isWhole: true });
      printLines(formatPreview(path, preview));
      if (preview.problem !== null) process.exitCode = 1;
    }
    return;
  }
  const { from, replace, mapping } = given;
  if (Object.keys(mapping).length > 0) printLines([`mapped: ${JSON.stringify(mapping)}`]);
  if (from !== undefined) {
    const token = config.upstreamToken;
    if (server !== undefined) printLines(await syncOnServer(server, from, { token, replace }));
    else await withDataDirLock(config, () => mirrorInstance(from, replace, config));
  } else if (server !== undefined) {
    await uploadFiles(server, given, config);
  } else {
    await importFiles(given, config);
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

/** What is said goes before what the saved mapping says. */
async function withSaved(
  said: ImportArguments,
  server: RunningServer | undefined,
  config: Config,
): Promise<ImportArguments> {
  if (said.savedMapping === undefined) return said;
  const saved = partsOf(await namedMapping(said.savedMapping, server, config));
  return {
    ...said,
    mapping: { ...saved.mapping, ...said.mapping },
    wording: { ...saved.wording, ...said.wording },
  };
}

/** What is mapped by hand, and of what the files' names suggest what that leaves. */
async function mappingOf(
  { paths, mapping, wording, dialect }: ImportArguments,
  config: Config,
): Promise<ColumnMapping> {
  if (wording.suggest !== true) return mapping;
  const { suggested } = await dryRunInWorker(dryRunOptions(paths, config, { mapping, wording, dialect }));
  const taken = new Set(Object.values(mapping));
  return { ...Object.fromEntries(Object.entries(suggested).filter(([, name]) => !taken.has(name))), ...mapping };
}

function dryRunOptions(
  paths: readonly string[],
  { timeZone }: Config,
  { mapping, wording, dialect }: Pick<ImportArguments, 'mapping' | 'wording' | 'dialect'>,
): DryRunOptions {
  return { sources: paths.map((path) => ({ name: path, path })), timeZone, mapping, wording, dialect };
}

async function uploadFiles(server: RunningServer, given: ImportArguments, config: Config): Promise<void> {
  const { paths, mapping, wording, dialect, replace, allowRejects } = given;
  // Errors of a file as a whole are found before anything is sent.
  for (const path of paths) {
    const { problem, question } = await dryRunInWorker(dryRunOptions([path], config, given));
    if (question !== null) throw new OpenQuestion(question);
    if (problem !== null) throw new Error(problem);
  }
  const seconds = stopwatch();
  const rejectPath = newRejectPath(config.dataDir);
  try {
    const options = {
      body: { replace, allowRejects, mapping, ...wording, dialect },
      rejectPath,
      onProgress: showLine,
      signal: stopSignal(),
    };
    const summary = await importOnServer(server, paths, options);
    clearProgress();
    printLines(formatSummary(summary, rejectPath, seconds()));
  } finally {
    clearProgress();
  }
}

async function importFiles(given: ImportArguments, config: Config): Promise<void> {
  const { paths, mapping, wording, dialect, replace, allowRejects } = given;
  if (config.sync !== undefined) {
    throw new Error(
      'REPORTING_SYNC_URL names the instance that the tickets come from; without it, files can be imported.',
    );
  }
  const rejectPath = newRejectPath(config.dataDir);
  await withStores(config, async ({ engine, state }) => {
    const program = 'npm run import';
    const record = (deed: Pick<CommandDeed, 'kind' | 'rows' | 'detail'>) =>
      recordCommand(state, config, { ...deed, program });
    await record({ kind: 'importBegun', detail: replace ? 'replaces the tickets' : undefined });
    const seconds = stopwatch();
    try {
      const summary = await importTickets(
        engine,
        paths.map((path) => ({ name: path, path })),
        {
          timeZone: config.timeZone,
          replace,
          allowRejects,
          mapping,
          wording,
          dialect,
          unpackedBytes: config.unpackedBytes,
          rejectPath,
          onProgress: (counts) => showLine(formatProgress(counts, seconds())),
          signal: stopSignal(),
        },
      );
      clearProgress();
      printLines(formatSummary(summary, rejectPath, seconds()));
      await record({ kind: replace ? 'replaced' : 'imported', rows: summary.stored });
    } finally {
      clearProgress();
    }
  });
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
