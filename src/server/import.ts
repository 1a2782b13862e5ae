import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Config, readConfig } from './config';
import { lockDataDir } from './state/dataDirLock';
import { openChdb } from './tickets/chdbEngine';
import { importTickets } from './tickets/import/importTickets';
import { dropLeftovers } from './tickets/import/staging';
import { progressText, summaryText } from './tickets/import/summaryText';
import type { ReadCounts } from './tickets/import/understoodRows';
import { createSchema } from './tickets/schema';

/** `npm run import -- FILE... [--replace]`: loads tickets while the server is stopped. */

const USAGE = 'npm run import -- FILE... [--replace]   (csv, JSON array or NDJSON; plain or .gz)';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } });
  if (positionals.length === 0) throw new Error(`No file is named. Usage: ${USAGE}`);
  const config = readConfig(process.env);
  const lock = lockDataDir(config.dataDir);
  try {
    await importFiles(positionals, values.replace === true, config);
  } finally {
    lock.release();
  }
}

async function importFiles(paths: readonly string[], replace: boolean, config: Config): Promise<void> {
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
  if (process.stderr.isTTY) process.stderr.write(`${LINE_START}${progressText(counts, seconds)}`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write(LINE_START);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
