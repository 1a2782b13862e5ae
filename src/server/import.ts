import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { formatCount } from '../contract/format';
import { readConfig } from './config';
import { lockDataDir } from './state/dataDirLock';
import { openChdb } from './tickets/chdbEngine';
import { type ImportSummary, importTickets } from './tickets/import/importTickets';
import { dropLeftovers } from './tickets/import/staging';
import { createSchema } from './tickets/schema';

/** `npm run import -- FILE... [--replace]`: loads tickets while the server is stopped. */

const USAGE = 'npm run import -- FILE... [--replace]   (csv, JSON array or NDJSON; plain or .gz)';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean' } } });
  if (positionals.length === 0) throw new Error(`No file is named. Usage: ${USAGE}`);
  const missing = positionals.find((path) => !existsSync(path));
  if (missing !== undefined) throw new Error(`${missing}: no such file`);
  const config = readConfig(process.env);
  const lock = lockDataDir(config.dataDir);
  const engine = openChdb(join(config.dataDir, 'tickets'));
  try {
    await createSchema(engine);
    await dropLeftovers(engine);
    const rejectPath = join(config.dataDir, 'rejects', `${new Date().toISOString().replaceAll(':', '')}.ndjson`);
    const started = performance.now();
    const summary = await importTickets(
      engine,
      positionals.map((path) => ({ name: path, path })),
      {
        timeZone: config.timeZone,
        replace: values.replace === true,
        rejectPath,
        onProgress: ({ rows }) => showProgress(rows),
      },
    );
    console.log(summaryText(summary, rejectPath, (performance.now() - started) / 1000));
  } finally {
    // An open Session at exit is a crash.
    await engine.close();
    lock.release();
  }
}

function showProgress(rows: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${formatCount(rows)} rows read `);
}

function summaryText(summary: ImportSummary, rejectPath: string, seconds: number): string {
  const { read, stored, replaced, rejected, rejectedUnlisted, outdated, convertedTimes, leftOut, demoRemoved } =
    summary;
  const lines = [
    `read ${formatCount(read)}, stored ${formatCount(stored)}, replaced ${formatCount(replaced)}, rejected ${formatCount(rejected)} in ${seconds.toFixed(1)} s`,
  ];
  if (outdated > 0) lines.push(`${formatCount(outdated)} rows were older than another row with the same id`);
  if (convertedTimes > 0)
    lines.push(`${formatCount(convertedTimes)} times were written with T or an offset and were brought to wall time`);
  if (leftOut.length > 0) lines.push(`columns left out: ${leftOut.join(', ')}`);
  if (demoRemoved) lines.push('the demo tickets were removed');
  if (rejected > 0) lines.push(`rejected rows with their line and reason: ${rejectPath}`);
  if (rejectedUnlisted > 0) lines.push(`${formatCount(rejectedUnlisted)} more rejected rows are not listed there`);
  return lines.join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
