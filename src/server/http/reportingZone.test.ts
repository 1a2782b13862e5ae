import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { outboxMailSchema } from '../../contract/responses/exportResponses';
import { reportResponseSchema } from '../../contract/responses/reportResponse';
import { previewResponseSchema, valuesResponseSchema } from '../../contract/responses/ticketResponses';
import { DAY_SECONDS } from '../../contract/time/units';
import { FAST_RETRY_POLICY, jobOf, queueExport, untilJob } from '../../testing/exportJobs';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';
import { ExportService } from '../exports/jobs/exportService';

/** "Now" is the wall time of the instance, here in a zone where it is another day than in UTC. */

const ZONE = 'Pacific/Kiritimati';
const INSTANT = new Date('2026-03-10T15:00:00Z');
const NOW = '2026-03-11 05:00:00';

const PREVIEW = '/export/reporting_tickets/preview';
const REPORT = '/report/reporting_tickets';
const EXPORT = '/export/reporting_tickets';
const TODAY = 'filters[0][key]=createdAt&filters[0][comparator]=%3D&filters[0][value]=now/d';

let server: TestBackend;
let instant = INSTANT;

async function restart(): Promise<void> {
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
}

beforeAll(async () => {
  server = await openTestBackend(
    { REPORTING_TIMEZONE: ZONE, EXPORT_SYNC_ROWS_TEXT: '1', EXPORT_TTL: '7d' },
    { now: () => instant },
  );
  // The service's own clock is the one that it was started with.
  await server.backend.exports.stop();
  await restart();
  await server.insert([
    { id: 1, createdAt: '2026-03-11 00:30:00', dueBy: '2026-03-11 04:59:59', topic: 'overdue' },
    { id: 2, createdAt: '2026-03-10 23:30:00', dueBy: '2026-03-11 05:00:00', topic: 'pending' },
    { id: 3, createdAt: '2026-03-10 14:30:00', topic: 'none' },
  ]);
});
afterAll(async () => {
  await server.backend.exports.stop();
  await server.close();
});

describe('a request that names no as-of', () => {
  test.each([PREVIEW, REPORT, `${REPORT}/values?column=topic`, `${EXPORT}?format=csv&limit=1`, '/profile'])(
    '%s is of now in the reporting zone',
    async (path) => {
      const response = await server.call(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('X-As-Of')).toBe(NOW);
    },
  );

  test('a sign-in says what time it is', async () => {
    const token = await server.tokenFor('anna@example.com', ['reportTickets']);
    const body = JSON.stringify({ token });
    const headers = { 'Content-Type': 'application/json' };
    const response = await server.call('/session', { method: 'POST', body, headers, token: '' });
    expect(response.headers.get('X-As-Of')).toBe(NOW);
  });

  test('decides what is overdue by that time', async () => {
    const report = reportResponseSchema.parse(await (await server.call(REPORT)).json());
    expect(report).toMatchObject({ asOf: NOW, states: { breachedOpen: 1, pending: 1, noSla: 1 } });
  });

  test('means that day by today, in rows, figures and values alike', async () => {
    const preview = previewResponseSchema.parse(await (await server.call(`${PREVIEW}?${TODAY}`)).json());
    expect(preview.data.map(({ id }) => id)).toEqual([1]);
    expect(reportResponseSchema.parse(await (await server.call(`${REPORT}?${TODAY}`)).json()).total).toBe(1);
    const values = valuesResponseSchema.parse(
      await (await server.call(`${REPORT}/values?column=topic&${TODAY}`)).json(),
    );
    expect(values.values.map(({ value }) => value)).toEqual(['overdue']);
  });

  test('names its file after that time', async () => {
    const response = await server.call(`${EXPORT}?format=csv&limit=1`);
    expect(response.headers.get('Content-Disposition')).toContain('2026-03-11');
  });
});

describe('a queued export', () => {
  test('is of that time, and its mail says in which zone, and until when it is kept there', async () => {
    const { jobId } = await queueExport(server, 'format=csv');
    const job = await untilJob(server, jobId, { state: 'sent' });
    expect(job.receipt).toMatchObject({ asOf: NOW, timeZone: ZONE });
    expect(job.expiresAt).toBe('2026-03-17T15:00:00.000Z');
    const { text } = outboxMailSchema.parse(await (await server.call(`/export/jobs/${jobId}/mail`)).json());
    expect(text).toContain(`As of: 11 Mar 2026, 05:00:00 ${ZONE}`);
    expect(text).toContain(`Kept until: 18 Mar 2026, 05:00 ${ZONE}`);
  });

  test('that is over says on which day of the reporting zone its file was removed', async () => {
    const { jobId } = await queueExport(server, 'format=csv&offset=1');
    await untilJob(server, jobId, { state: 'sent' });
    try {
      instant = new Date(INSTANT.getTime() + 8 * DAY_SECONDS * 1000);
      await server.backend.exports.sweep();
      const gone = await server.call(`/export/jobs/${jobId}/file`);
      expect(gone.status).toBe(404);
      const { error } = errorBodySchema.parse(await gone.json());
      expect(error.message).toBe('This file was removed on 18 Mar 2026');
    } finally {
      instant = INSTANT;
    }
  });

  test('of a moment more than a day ago is another one than that of now', async () => {
    await server.backend.exports.stop();
    try {
      const { jobId } = await queueExport(server, 'format=json');
      // Within a day of UTC's clock, not of the reporting zone's.
      const earlier = await queueExport(server, 'format=json&asOf=2026-03-09 23:00:00');
      expect(earlier.jobId).not.toBe(jobId);
      const sameDay = await queueExport(server, 'format=json&asOf=2026-03-11 04:00:00');
      expect(sameDay.jobId).toBe(jobId);
      expect((await jobOf(server, jobId)).query).toContain('asOf=2026-03-11%2005:00:00');
      for (const id of [jobId, earlier.jobId]) await server.call(`/export/jobs/${id}`, { method: 'DELETE' });
    } finally {
      await restart();
    }
  });
});
