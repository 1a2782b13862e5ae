import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PRIVACY_LEVELS } from '../../contract/privacy';
import { exportJobSchema, queuedResponseSchema } from '../../contract/responses/exportResponses';
import { WITHOUT_SENSITIVE } from '../../testing/privacy/checks';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';

/** Files that a worker makes, and the mails that carry them. */

const AGENT = 'agent-sentinel@hidden.example';
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '5' });
  await server.insert(
    Array.from({ length: 10 }, (_, index) => ({ id: index + 1, createdAt: '2024-01-01 00:00:00', email: AGENT })),
  );
});
afterAll(() => server.close());

test('queued files hold what their owner may see when they are made', async () => {
  for (const level of PRIVACY_LEVELS) {
    server.backend.config.privacyLevel = level;
    const token = await server.tokenFor(`${level}@example.com`, WITHOUT_SENSITIVE);
    const queued = queuedResponseSchema.parse(
      await (await server.call('/export/reporting_tickets?format=csv', { token })).json(),
    );
    await vi.waitFor(
      async () => {
        const job = exportJobSchema.parse(await (await server.call(`/export/jobs/${queued.jobId}`, { token })).json());
        expect(job.state).toBe('sent');
      },
      { timeout: 20_000, interval: 50 },
    );
    const file = await (await server.call(`/export/jobs/${queued.jobId}/file`, { token })).text();
    expect(file.includes(AGENT)).toBe(level === 'full');
    expect(file.includes('rawData')).toBe(level === 'full');
    const mail = mailsOf(server.dataDir).find((text) => text.includes(queued.jobId)) ?? '';
    expect(attachmentOf(mail).includes(AGENT)).toBe(level === 'full');
    // "Preview as" holds for files as well.
    const lowered = await server.call(`/export/jobs/${queued.jobId}/file?asLevel=none`, { token });
    expect(lowered.status).toBe(level === 'full' ? 403 : 200);
  }
});

function mailsOf(dataDir: string): string[] {
  const outbox = join(dataDir, 'outbox');
  return readdirSync(outbox)
    .map((name) => join(outbox, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
}

/** The text of a mail's attached file. */
function attachmentOf(mail: string): string {
  const [, attached = ''] = mail.split(/Content-Disposition: attachment[\s\S]*?\r\n\r\n/);
  return Buffer.from(attached.split('\r\n--')[0] ?? '', 'base64').toString('utf8');
}
