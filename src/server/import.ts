import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ColumnMapping } from '../contract/columnMapping';
import { type Config, readConfig } from './config';
import { importFrom } from './importFrom';
import { runningServer, syncThroughServer } from './importThroughServer';
import { lockDataDir } from './state/dataDirLock';
import { openChdb } from './tickets/chdbEngine';
import { dryRun, dryRunText } from './tickets/import/dryRun';
import { importTickets } from './tickets/import/importTickets';
import { readMapping } from './tickets/import/mapping';
import { dropLeftovers } from './tickets/import/staging';
import { progressText, summaryText } from './tickets/import/summaryText';
import type { ReadCounts } from './tickets/import/understoodRows';
import { createSchema } from './tickets/schema';

/** `npm run import -- FILE... [--replace]`: loads tickets while the server is stopped; `--from URL` another instance's. */

const USAGE = `npm run import -- FILE... [--replace] [--dry-run] [--map column=theirs]... [--mapping FILE.json]
           (csv, JSON array or NDJSON; plain or .gz)
       npm run import -- --from URL [--replace]   (another instance; its token in TICKETLENS_UPSTREAM_TOKEN)`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      replace: { type: 'boolean' },
      from: { type: 'string' },
      map: { type: 'string', multiple: true },
      mapping: { type: 'string' },
      'dry-run': { type: 'boolean' },
    },
  });
  if (values.from !== undefined && positionals.length > 0) {
    throw new Error(`Either files or --from, not both. Usage: ${USAGE}`);
  }
  if (values.from === undefined && positionals.length === 0) throw new Error(`No file is named. Usage: ${USAGE}`);
  if (values.from !== undefined && (values.map ?? values.mapping ?? values['dry-run']) !== undefined) {
    throw new Error(`--map, --mapping and --dry-run are for files, not for --from. Usage: ${USAGE}`);
  }
  const mapping = await readMapping(values.map ?? [], values.mapping);
  // Tickets, files and mails are their owner's alone to read.
  process.umask(0o077);
  const config = readConfig(process.env);
  if (values['dry-run'] === true) {
    for (const path of positionals) {
      const run = await dryRun({ name: path, path }, { timeZone: config.timeZone, mapping });
      console.log(dryRunText(path, run));
      if (run.problem !== null) process.exitCode = 1;
    }
    return;
  }
  if (values.from !== undefined) {
    const server = await runningServer(config);
    if (server !== undefined) {
      console.log(await syncThroughServer(server, values.from, values.replace === true, config));
      return;
    }
  }
  const lock = lockDataDir(config.dataDir);
  try {
    const replace = values.replace === true;
    if (values.from === undefined) await importFiles(positionals, { replace, mapping }, config);
    else await importInstance(values.from, replace, config);
  } finally {
    lock.release();
  }
}

async function importInstance(from: string, replace: boolean, config: Config): Promise<void> {
  try {
    const text = await importFrom(from, config, { replace, signal: stopSignal(), onProgress: showLine });
    clearProgress();
    console.log(text);
  } finally {
    clearProgress();
  }
}

async function importFiles(
  paths: readonly string[],
  { replace, mapping }: { replace: boolean; mapping: ColumnMapping },
  config: Config,
): Promise<void> {
  const engine = openChdb(join(config.dataDir, 'tickets'));
  const rejectPath = join(config.dataDir, 'rejects', `${new Date().toISOString().replaceAll(':', '')}.ndjson`);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    await createSchema(engine);
    await dropLeftovers(engine);
    const summary = await importTickets(
      engine,
      paths.map((path) => ({ name: path, path })),
      {
        timeZone: config.timeZone,
        replace,
        mapping,
        rejectPath,
        onProgress: (counts) => showProgress(counts, seconds()),
        signal: stopSignal(),
      },
    );
    clearProgress();
    console.log(summaryText(summary, rejectPath, seconds()));
  } finally {
    clearProgress();
    // An open Session at exit is a crash.
    await engine.close();
  }
}

/** Ctrl+C leaves the tickets as they were; a second one ends the process at once, as it does by default. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort(new Error('Stopped: nothing was changed.'));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return controller.signal;
}

/** To the line's start, and clear it. */
const LINE_START = '\r\u001b[K';

function showProgress(counts: ReadCounts, seconds: number): void {
  showLine(progressText(counts, seconds));
}

function showLine(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${LINE_START}${text}`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write(LINE_START);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
