import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { FAST_RETRY_POLICY, jobOf, queueExport, untilJob } from '../../../testing/exportJobs';
import { messageIdIn, startSmtpServer, type TestSmtpServer } from '../../../testing/smtpServer';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';
import { logger } from '../../log/logger';
import { openSmtp } from '../mail/smtp';
import { ExportService } from './exportService';

/** A store that does what it is told and whose answer is lost on the way, or that is away for a moment. */

const LOST = new Error('Connection terminated unexpectedly');
let server: TestBackend;
let smtp: TestSmtpServer;

beforeAll(async () => {
  smtp = await startSmtpServer();
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0' });
  await server.insert(randomTickets(3, 40));
  await server.backend.exports.stop();
  server.backend.mailer = openSmtp(smtp.url, 300);
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
});
afterAll(async () => {
  await server.close();
  await smtp.close();
});
beforeEach(() => {
  for (const level of ['error', 'warn'] as const) vi.spyOn(logger, level).mockReturnValue(undefined);
  smtp.mails.length = 0;
});
afterEach(() => vi.restoreAllMocks());

/** Only the record of a finished file sets this. */
const RECORDS_FILE = /state = 'mailing', made_at/;
/** Only taking a job to make its file sets this. */
const TAKES_FILE = /state = 'running', tries/;

test('a file whose record is made and whose answer is lost is kept, and mailed', async () => {
  const { state, config } = server.backend;
  const { query } = state;
  let lost = 0;
  vi.spyOn(state, 'query').mockImplementation(async (text, values) => {
    const rows = await query.call(state, text, values);
    if (!RECORDS_FILE.test(text)) return rows;
    lost += 1;
    throw LOST;
  });
  const { jobId } = await queueExport(server, 'format=csv');
  await untilJob(server, jobId, { state: 'sent', hasFile: true });
  expect(lost).toBe(1);
  expect(readdirSync(config.exports.folder).filter((name) => name.startsWith(jobId))).toHaveLength(1);
  expect((await server.call(`/export/jobs/${jobId}/file`)).status).toBe(200);
});

test('a file whose record fails is made again, and the first is removed', async () => {
  const { state, config } = server.backend;
  const { query } = state;
  const counts = { taken: 0, records: 0 };
  vi.spyOn(state, 'query').mockImplementation(async (text, values) => {
    if (RECORDS_FILE.test(text)) counts.records += 1;
    if (RECORDS_FILE.test(text) && counts.records === 1) throw LOST;
    const rows = await query.call(state, text, values);
    if (TAKES_FILE.test(text)) counts.taken += rows.length;
    return rows;
  });
  const { jobId } = await queueExport(server, 'format=json');
  await untilJob(server, jobId, { state: 'sent' });
  expect(counts).toEqual({ taken: 2, records: 2 });
  await server.backend.exports.sweep();
  expect(readdirSync(config.exports.folder).filter((name) => name.startsWith(jobId))).toHaveLength(1);
});

test('a mail that is out is not sent again while its record fails', async () => {
  const { state } = server.backend;
  const { query } = state;
  let failures = 0;
  vi.spyOn(state, 'query').mockImplementation(async (text, values) => {
    if (text.includes("state = 'sent'") && failures < 3) {
      failures += 1;
      throw LOST;
    }
    return query.call(state, text, values);
  });
  const { jobId } = await queueExport(server, 'format=csv&columns=id');
  const sent = await untilJob(server, jobId, { state: 'sent' });
  expect(failures).toBe(3);
  expect(sent.mailError).toBeNull();
  expect(smtp.mails.map(messageIdIn)).toEqual([`<export-${jobId}@127.0.0.1>`]);
});

test('a file that goes while its mail is being sent is what the job says, not the mail server', async () => {
  const { mailer, config } = server.backend;
  const { send } = mailer;
  vi.spyOn(mailer, 'send').mockImplementationOnce(async (mail) => {
    for (const name of readdirSync(config.exports.folder)) rmSync(join(config.exports.folder, name));
    return send.call(mailer, mail);
  });
  const { jobId } = await queueExport(server, 'format=csv&columns=id,topic');
  const failed = await untilJob(server, jobId, { state: 'failed', hasFile: false });
  expect(failed.error).toBe('The file is no longer on the server');
  expect(smtp.mails).toEqual([]);
});

test('a worker whose store is away ends nothing but its own try', async () => {
  const { state } = server.backend;
  const { query } = state;
  let away = true;
  let asked = 0;
  vi.spyOn(state, 'query').mockImplementation(async (text, values) => {
    if (TAKES_FILE.test(text)) asked += 1;
    if (away && TAKES_FILE.test(text)) throw LOST;
    return query.call(state, text, values);
  });
  const { jobId } = await queueExport(server, 'format=csv&columns=id,status');
  await vi.waitFor(() => expect(asked).toBeGreaterThan(0));
  expect(await jobOf(server, jobId)).toMatchObject({ state: 'queued' });
  away = false;
  // The poll finds it.
  await untilJob(server, jobId, { state: 'sent' });
});
