import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { streamXlsxRows } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { exportJobSchema, queuedResponseSchema } from '../../contract/responses/exportResponses';
import { formatWallTime } from '../../contract/time/wallTime';
import { sql } from '../../server/engine/engine';
import { toWebStream } from '../../server/process/webStream';
import { TABLE } from '../../server/tickets/schema/ticketTable';
import { writeBareWorkbook } from './bareWorkbook';
import { type BenchServer, openBenchServer } from './benchServer';
import { costOf, formatCost } from './watch';

/**
 * Queued exports of a million tickets: memory, the event loop, and whether the downloaded file equals the engine's
 * result, by its rows and their checksum.
 */

const ROWS = 1_000_000;
/** Enough for a constant speed. */
const BARE_ROWS = 200_000;
const MORE_MEMORY = 250e6;
/** Milliseconds beyond the stalls of an idle process. */
const STALL_MS = 50;
const GOAL_ROWS_PER_SECOND = 18_000;
/** The goal relative to the library alone, which writes 19,700 rows a second on the reference machine. */
const LEAST_RATIO = 0.9;
let server: BenchServer;

beforeAll(async () => {
  server = await openBenchServer(ROWS);
  // The garbage of the filling is not measured.
  await (await get('/reporting_tickets?format=csv&limit=1000')).arrayBuffer();
}, 300_000);
afterAll(() => server.close());

function get(path: string): Promise<Response> {
  return fetch(`${server.address}/api/mind/export${path}`, { headers: { Authorization: `Bearer ${server.token}` } });
}

/** Requests an export and waits until it is sent. @returns its id. */
async function sent(format: string): Promise<string> {
  const response = await get(`/reporting_tickets?format=${format}&csvSafe=0`);
  const { jobId } = queuedResponseSchema.parse(await response.json());
  const check = async () => {
    const job = exportJobSchema.parse(await (await get(`/jobs/${jobId}`)).json());
    expect(job).toMatchObject({ state: 'sent', rows: ROWS, rowsRequested: ROWS });
  };
  await vi.waitFor(check, { timeout: 600_000, interval: 200 });
  return jobId;
}

async function download(jobId: string, name: string): Promise<string> {
  const path = join(server.dataDir, name);
  const { body } = await get(`/jobs/${jobId}/file`);
  if (body === null) throw new Error('no file');
  await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(path));
  return path;
}

test.each(['csv', 'xlsx'])(
  '%s',
  async (format) => {
    let jobId = '';
    const cost = await costOf(async () => {
      jobId = await sent(format);
    });
    console.log(`${format}: ${formatCost(cost)}`);
    const received = await download(jobId, `received.${format}`);
    const path = format === 'csv' ? received : await cellsOf(received);
    expect(await checksums(path)).toEqual(await checksums());
    expect(cost.memory).toBeLessThan(MORE_MEMORY);
    expect(cost.stall - cost.idleStall).toBeLessThan(STALL_MS);
    if (format === 'xlsx') {
      const [ours, bare] = [ROWS / cost.seconds, await bareRowsPerSecond()];
      console.log(formatSpeed(ours, bare));
      expect(ours / bare).toBeGreaterThan(LEAST_RATIO);
    }
  },
  1_800_000,
);

/** Rows and the sum of their hashes, which does not depend on the order. */
async function checksums(path?: string): Promise<unknown[]> {
  const cells = STORED_COLUMN_IDS.map((id) => (path === undefined ? `ifNull(toString(${id}), '')` : id)).join(', ');
  const types = STORED_COLUMN_IDS.map((id) => `${id} String`).join(', ');
  const from = path === undefined ? TABLE : `file('${path}', 'CSVWithNames', '${types}')`;
  return server.backend.engine.query(
    sql(`SELECT count() AS n, toString(sum(cityHash64(${cells}))) AS sum FROM ${from}`),
  );
}

/** Converts a workbook to csv with another library than the one that wrote it. @returns its path. */
async function cellsOf(workbook: string): Promise<string> {
  const path = `${workbook}.csv`;
  const rows = streamXlsxRows(toWebStream(createReadStream(workbook)));
  async function* lines(): AsyncGenerator<string> {
    for await (const { values } of rows)
      yield `${STORED_COLUMN_IDS.map((_, index) => csvCell(values[index])).join(',')}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return path;
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const words = value instanceof Date ? formatWallTime(Math.round(value.getTime() / 1000)) : String(value);
  return `"${words.replaceAll('"', '""')}"`;
}

async function bareRowsPerSecond(): Promise<number> {
  const started = performance.now();
  await writeBareWorkbook(server.backend.engine, BARE_ROWS, join(server.dataDir, 'bare.xlsx'));
  return BARE_ROWS / ((performance.now() - started) / 1000);
}

/** The ratio counts, since absolute speeds depend on the load of the machine. */
function formatSpeed(ours: number, bare: number): string {
  const [mine, theirs] = [ours, bare].map((rows) => Math.round(rows));
  return `xlsx: ${mine} rows/s (goal ${GOAL_ROWS_PER_SECOND}), bare library ${theirs} rows/s, ratio ${(ours / bare).toFixed(2)}`;
}
