import { expect, vi } from 'vitest';
import { scheduleListSchema, scheduleSchema } from '../../contract/responses/schedules';
import { test } from '../../testing/fixtures';
import { type ServerProcess, startServer } from '../../testing/serverProcess';
import { messageIdIn, startSmtpServer } from '../../testing/smtpServer';

const WAIT = { timeout: 120_000, interval: 50 };

async function lastState({ call }: ServerProcess): Promise<string | undefined> {
  const { schedules } = scheduleListSchema.parse(await (await call('/schedules')).json());
  return schedules[0]?.lastRuns[0]?.state;
}

test('kill -9 while a scheduled mail is sent: it is mailed after the next start, under the same id', async ({
  built,
  dataDir,
}) => {
  // It takes the whole mail, and the server is gone before it hears so.
  const smtp = await startSmtpServer('silentlyAccept');
  const environment = { DATA_DIR: dataDir, SMTP_URL: smtp.url };
  const servers: ServerProcess[] = [];
  const start = async () => {
    const server = await startServer(built, environment);
    servers.push(server);
    return server;
  };
  try {
    const first = await start();
    const body = JSON.stringify({
      name: 'Hourly',
      query: 'period=all',
      delivery: { kind: 'sentence' },
      when: { every: 'month', day: 1, at: '00:00' },
      timeZone: 'UTC',
    });
    const headers = { 'Content-Type': 'application/json' };
    const made = await first.call('/schedules', { method: 'POST', headers, body });
    const { id } = scheduleSchema.parse(await made.json());
    expect((await first.call(`/schedules/${id}/run`, { method: 'POST' })).status).toBe(202);
    await vi.waitUntil(() => smtp.mails.length === 1, WAIT);
    await first.end('SIGKILL');
    smtp.behaviour = 'accept';
    const second = await start();
    await vi.waitFor(async () => expect(await lastState(second)).toBe('sent'), WAIT);
    expect(smtp.mails).toHaveLength(2);
    expect(new Set(smtp.mails.map(messageIdIn)).size).toBe(1);
  } finally {
    for (const server of servers) await server.end('SIGKILL');
    await smtp.close();
  }
}, 240_000);
