import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FAST_RETRY_POLICY, queueExport, untilJob } from '../../../testing/exportJobs';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';
import { messageIdOf } from '../mail/exportMail';
import { openOutbox, outboxPath } from '../mail/outbox';
import { ExportService } from './exportService';

/** An export that is cancelled while its mail is on its way to the local outbox. */

let server: TestBackend;
/** What the outbox waits for before it writes a mail. */
let held: Promise<void>;
let letGo = () => {};
let sending = 0;
let written = 0;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0', MAIL_ATTACH_MB: '0' });
  await server.insert(randomTickets(3, 40));
  const outbox = openOutbox(server.backend.outboxFolder);
  held = new Promise((resolve) => {
    letGo = resolve;
  });
  await server.backend.exports.stop();
  server.backend.mailer = {
    ...outbox,
    async send(message) {
      sending += 1;
      await held;
      await outbox.send(message);
      written += 1;
    },
  };
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
});
afterAll(() => server.close());

test('leaves no mail of it to be read', async () => {
  const { jobId } = await queueExport(server, 'format=csv');
  await vi.waitUntil(() => sending === 1, { timeout: 20_000 });
  expect((await server.call(`/export/jobs/${jobId}`, { method: 'DELETE' })).status).toBe(200);
  letGo();
  await vi.waitUntil(() => written === 1, { timeout: 20_000 });
  const path = outboxPath(server.backend.outboxFolder, messageIdOf(jobId, server.backend.publicUrl));
  await vi.waitUntil(() => !existsSync(path), { timeout: 20_000 });
  await untilJob(server, jobId, { state: 'cancelled', hasFile: false });
  expect((await server.call(`/export/jobs/${jobId}/mail`)).status).toBe(404);
});
