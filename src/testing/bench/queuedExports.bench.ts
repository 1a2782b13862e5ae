import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exportJobSchema, queuedAnswerSchema } from '../../contract/answers';
import { COLUMN_IDS } from '../../contract/columns';
import { sql } from '../../server/tickets/engine';
import { TABLE } from '../../server/tickets/schema';
import { openTestBackend, type TestBackend } from '../testBackend';
import { makeTickets } from './madeTickets';

/** A million tickets through the queue: memory, the event loop, and whether the file is what the engine answers. */

const ROWS = 1_000_000;
const IDLE_MS = 5000;
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend();
  await server.backend.engine.command(sql(makeTickets(ROWS)));
  // Whatever the filling left behind is no part of what is measured.
  await fileOf('csv', '&limit=1000', false);
}, 300_000);
afterAll(() => server.close());

/** The path of a queued export's file, once it is sent. */
async function fileOf(format: string, more: string, queued = true): Promise<string> {
  const response = await server.call(`/export/reporting_tickets?format=${format}${more}`);
  if (!queued) return String((await response.arrayBuffer()).byteLength);
  const { jobId } = queuedAnswerSchema.parse(await response.json());
  await vi.waitFor(
    async () => {
      const job = exportJobSchema.parse(await (await server.call(`/export/jobs/${jobId}`)).json());
      expect(job).toMatchObject({ state: 'sent', rows: ROWS, rowsRequested: ROWS });
    },
    { timeout: 300_000, interval: 200 },
  );
  const [row] = await server.backend.state.query('SELECT file_name FROM export_jobs WHERE id = $1', [jobId]);
  return join(server.backend.config.exports.folder, (row as { file_name: string }).file_name);
}

test.each(['csv', 'xlsx'])(
  '%s',
  async (format) => {
    const idle = await longestStall(() => setTimeout(IDLE_MS));
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 50);
    const started = performance.now();
    let path = '';
    const stall = await longestStall(async () => {
      path = await fileOf(format, '&csvSafe=0');
    });
    clearInterval(watch);
    const seconds = (performance.now() - started) / 1000;
    const more = (peak - before) / 1e6;
    console.log(
      `${format}: ${seconds.toFixed(1)} s, +${more.toFixed(0)} MB, longest stall ${stall.toFixed(0)} ms (${idle.toFixed(0)} ms when idle)`,
    );
    if (format === 'csv') expect(await checksums(path)).toEqual(await checksums());
  },
  600_000,
);

/** Milliseconds. A busy machine stalls an idle process as well, which is what to compare with. */
async function longestStall(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

/** Rows and a sum over a hash of each, so that the order does not count. */
async function checksums(path?: string): Promise<unknown[]> {
  const cells = COLUMN_IDS.map((id) => (path === undefined ? `ifNull(toString(${id}), '')` : id)).join(', ');
  const types = COLUMN_IDS.map((id) => `${id} String`).join(', ');
  const from = path === undefined ? TABLE : `file('${path}', 'CSVWithNames', '${types}')`;
  return server.backend.engine.rows(
    sql(`SELECT count() AS n, toString(sum(cityHash64(${cells}))) AS sum FROM ${from}`),
  );
}
