import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { errorBodySchema } from '../../../contract/errors';
import { jobListSchema, outboxMailSchema } from '../../../contract/responses/exportResponses';
import { DAY_SECONDS, MINUTE_SECONDS } from '../../../contract/time/units';
import { FAST_RETRY_POLICY, jobOf, queueExport, untilJob } from '../../../testing/exportJobs';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';
import { sql } from '../../engine/engine';
import { logger } from '../../log/logger';
import { TABLE } from '../../tickets/schema/ticketTable';
import { ExportService } from './exportService';
import { rowsWritten } from './partProgress';

/** What can go wrong with a queued export besides its mail, on the real stores. */

const ROWS = 400_000;
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '100', EXPORT_TTL: '7d', EXPORT_DISK_MB: '1000' });
  await server.insert(randomTickets(5, 200));
  await server.backend.engine.command(
    sql(`INSERT INTO ${TABLE} (id, createdAt, topic)
      SELECT 1000000000000 + number, toDateTime64('2024-01-01 00:00:00', 0, 'UTC'), hex(number) FROM numbers(${ROWS})`),
  );
  await restart();
});
afterAll(() => server.close());

async function restart(): Promise<void> {
  await server.backend.exports.stop();
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
}

const LARGE = 'filters[0][key]=id&filters[0][comparator]=>%3D&filters[0][value]=1000000000000';
const SMALL = 'filters[0][key]=id&filters[0][comparator]=<&filters[0][value]=1000000000000';

function filesOf(id: string): string[] {
  return readdirSync(server.backend.config.exports.folder).filter((name) => name.startsWith(id));
}

async function errorOf(response: Response): Promise<string> {
  return errorBodySchema.parse(await response.json()).error.message;
}

test('cancelling stops the engine’s work and removes the part file', async () => {
  const { jobId } = await queueExport(server, `format=json&${LARGE}`);
  const part = await vi.waitFor(
    () => {
      const [name = 'none yet'] = filesOf(jobId);
      const path = join(server.backend.config.exports.folder, name);
      expect(statSync(path).size).toBeGreaterThan(0);
      return path;
    },
    { timeout: 20_000, interval: 2 },
  );
  expect(part).toMatch(/\.part$/);
  expect((await server.call(`/export/jobs/${jobId}`, { method: 'DELETE' })).status).toBe(200);
  expect(filesOf(jobId)).toEqual([]);
  const running = sql("SELECT count() AS n FROM system.processes WHERE position(query, 'INTO OUTFILE') > 0");
  // This question is one of those that name the words.
  expect(await server.backend.engine.query(running)).toEqual([{ n: 1 }]);
  expect(await jobOf(server, jobId)).toMatchObject({ state: 'cancelled', rows: null, hasFile: false });
});

test('progress is close to the rows that are written', async () => {
  const { jobId } = await queueExport(server, `format=csv&${LARGE}`);
  const job = await untilJob(server, jobId, { state: 'sent', rows: ROWS });
  const [name = ''] = filesOf(jobId);
  const estimate = await rowsWritten(join(server.backend.config.exports.folder, name), 'csv');
  expect(Math.abs(estimate - ROWS) / ROWS).toBeLessThan(0.05);
  expect(job.progress).toBeNull();
});

test('a file whose time is over is removed with its mail; what the job says of it stays', async () => {
  const { jobId } = await queueExport(server, `format=csv&${SMALL}`);
  const sent = await untilJob(server, jobId, { state: 'sent', mailedBy: 'outbox' });
  const outbox = () => readdirSync(join(server.dataDir, 'outbox')).filter((name) => name.includes(jobId));
  expect(outbox()).toHaveLength(1);
  const mail = outboxMailSchema.parse(await (await server.call(`/export/jobs/${jobId}/mail`)).json());
  expect(mail).toMatchObject({ to: 'anna@example.com', attachments: [expect.stringMatching(/\.csv$/)] });
  expect(mail.text).toContain(`/reporting?job=${jobId}`);
  const eve = await server.tokenFor('eve@example.com', ['reportTickets', 'exportData']);
  expect((await server.call(`/export/jobs/${jobId}/mail`, { token: eve })).status).toBe(404);

  const { now } = server.backend;
  try {
    server.backend.now = () => new Date(Date.now() + (7 * DAY_SECONDS - MINUTE_SECONDS) * 1000);
    await server.backend.exports.sweep();
    expect((await server.call(`/export/jobs/${jobId}/file`)).status).toBe(200);
    server.backend.now = () => new Date(Date.now() + (7 * DAY_SECONDS + MINUTE_SECONDS) * 1000);
    await server.backend.exports.sweep();
    expect(filesOf(jobId)).toEqual([]);
    expect(outbox()).toEqual([]);
    const gone = await server.call(`/export/jobs/${jobId}/file`);
    expect(gone.status).toBe(404);
    expect(await errorOf(gone)).toContain('was removed on');
  } finally {
    server.backend.now = now;
  }
  expect(await jobOf(server, jobId)).toMatchObject({ state: 'sent', hasFile: false, sha256: sent.sha256 });
});

describe('room', () => {
  afterEach(() => {
    server.backend.config.exports.maxBytes = 1_000_000_000;
  });

  test('an export that would exceed the cap is refused before it is queued', async () => {
    server.backend.config.exports.maxBytes = 30_000_000;
    const response = await server.call(`/export/reporting_tickets?format=csv&csvSafe=0&${LARGE}`);
    expect(response.status).toBe(413);
    expect(await errorOf(response)).toMatch(/may take 30\.0 MB on this server/);
  });

  test('a file that turns out larger than thought fails in words and leaves nothing', async () => {
    await server.backend.exports.stop();
    const { jobId } = await queueExport(server, `format=json&csvSafe=0&${SMALL}`);
    server.backend.config.exports.maxBytes = 1000;
    await restart();
    expect((await untilJob(server, jobId, { state: 'failed' })).error).toContain('may take 1.0 kB');
    expect(filesOf(jobId)).toEqual([]);
  });
});

test('a file that cannot be made is tried three times and then says why', async () => {
  const { engine } = server.backend;
  // No real engine fails at will. Each caller's share of it is a view of its own.
  vi.spyOn(engine, 'forCaller').mockReturnValue(engine);
  const writeFile = vi.spyOn(engine, 'writeFile').mockRejectedValue(new Error('inner words'));
  const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
  try {
    const { jobId } = await queueExport(server, `format=csv&columns=id,direction&${SMALL}`);
    expect((await untilJob(server, jobId, { state: 'failed' })).error).toBe('The file could not be made');
    expect(writeFile).toHaveBeenCalledTimes(3);
  } finally {
    writeFile.mockRestore();
    log.mockRestore();
  }
});

describe('what dead workers leave behind', () => {
  /** A job as a worker left it that died in a try. */
  async function abandoned(jobId: string, crashes: number): Promise<void> {
    await server.backend.state.query(
      `UPDATE export_jobs SET state = 'running', tries = 1, crashes = $2, lease = gen_random_uuid(), leased_until = now() - make_interval(secs => 1)
       WHERE id = $1`,
      [jobId, crashes],
    );
  }

  test('a job is taken over, and one that nobody was told of is found', async () => {
    await server.backend.exports.stop();
    const taken = await queueExport(server, `format=csv&columns=id&${SMALL}`);
    const untold = await queueExport(server, `format=csv&columns=topic&${SMALL}`);
    // Eight times before, which says nothing of the job.
    await abandoned(taken.jobId, 8);
    await restart();
    await untilJob(server, taken.jobId, { state: 'sent' });
    await untilJob(server, untold.jobId, { state: 'sent' });
  });

  test('a job that takes its worker down every time is ended', async () => {
    await server.backend.exports.stop();
    const { jobId } = await queueExport(server, `format=csv&columns=channel&${SMALL}`);
    await abandoned(jobId, 9);
    await restart();
    expect((await jobOf(server, jobId)).error).toBe('The server stopped each time while this file was being made');
  });

  test('a worker that was taken for dead and comes back records nothing and leaves no file', async () => {
    const { engine, state } = server.backend;
    const { writeFile } = engine;
    vi.spyOn(engine, 'forCaller').mockReturnValue(engine);
    const slow = vi.spyOn(engine, 'writeFile').mockImplementationOnce(async (...args) => {
      const rows = await writeFile.apply(engine, args);
      // While it wrote, its lease passed to another worker, which was quicker.
      await state.query("UPDATE export_jobs SET lease = gen_random_uuid() WHERE state = 'running'");
      return rows;
    });
    const { jobId } = await queueExport(server, `format=csv&columns=priority&${SMALL}`);
    await vi.waitFor(() => expect(slow).toHaveBeenCalled());
    // Until it has written there is no file either.
    await slow.mock.results[0]?.value;
    await vi.waitFor(() => expect(filesOf(jobId)).toEqual([]));
    expect(await jobOf(server, jobId)).toMatchObject({ state: 'running', rows: null });
    slow.mockRestore();
    await state.query("UPDATE export_jobs SET leased_until = now() - make_interval(secs => 1) WHERE state = 'running'");
    await server.backend.exports.sweep();
    await untilJob(server, jobId, { state: 'sent' });
  });
});

test('events tell each change to the job’s owner alone and end with the last job; a reader may leave at any time', async () => {
  const { engine } = server.backend;
  const { writeFile } = engine;
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  vi.spyOn(engine, 'forCaller').mockReturnValue(engine);
  const held = vi.spyOn(engine, 'writeFile').mockImplementationOnce(async (...args) => {
    await gate;
    return writeFile.apply(engine, args);
  });
  const { jobId } = await queueExport(server, `format=csv&columns=id,dueBy&${SMALL}`);
  // Nothing of hers is under way: one list, and the stream ends.
  const eve = await server.tokenFor('eve@example.com', ['reportTickets', 'exportData']);
  const hers = await (await server.call('/export/jobs/events', { token: eve })).text();
  expect(statesOf(hers, jobId)).toEqual([undefined]);

  const leaver = (await server.call('/export/jobs/events')).body?.getReader();
  await leaver?.read();
  await leaver?.cancel();
  const stream = (await server.call('/export/jobs/events')).text();
  await untilJob(server, jobId, { state: 'running' });
  open();
  const states = statesOf(await stream, jobId);
  expect(states[0]).toMatch(/queued|running/);
  expect(states.at(-1)).toBe('sent');
  held.mockRestore();
});

/** The state of a job in each event of a stream. */
function statesOf(stream: string, jobId: string): (string | undefined)[] {
  return [...stream.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => {
    const { jobs } = jobListSchema.parse(JSON.parse(data));
    return jobs.find(({ id }) => id === jobId)?.state;
  });
}
