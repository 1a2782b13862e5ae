import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { startStandIn } from '../testing/clickhouse/standIn';
import { test as base } from '../testing/fixtures';
import { openTestBackend } from '../testing/testBackend';
import { randomTickets } from '../testing/ticketFactory';

/** The same tickets in the process and on a server: whatever is asked, the bytes of the answer are the same. */

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('remote', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketlens-remote-'));
    const standIn = await startStandIn(folder);
    const { settings } = standIn;
    const remote = await openTestBackend({
      CLICKHOUSE_URL: settings.url,
      CLICKHOUSE_DATABASE: 'desk',
      CLICKHOUSE_USER: settings.reader.name,
      CLICKHOUSE_PASSWORD: settings.reader.password,
      CLICKHOUSE_IMPORT_USER: settings.importer.name,
      CLICKHOUSE_IMPORT_PASSWORD: settings.importer.password,
    });
    onCleanup(async () => {
      await remote.close();
      await standIn.stop();
      rmSync(folder, { recursive: true });
    });
    return { ...remote, standIn };
  });

const AS_OF = 'asOf=2024-06-01%2000:00:00';
const CHANNELS =
  'filters[0][key]=channel&filters[0][comparator]=in&filters[0][values][]=email&filters[0][values][]=chat';
const TEXT = 'filters[0][key]=topic&filters[0][comparator]=contains&filters[0][value]=%27';
const QUESTIONS = [
  `/export/reporting_tickets/preview?${AS_OF}&limit=100`,
  `/export/reporting_tickets/preview?${CHANNELS}&orderByField=topic&orderByDirection=desc`,
  `/export/reporting_tickets?format=csv&${AS_OF}`,
  `/export/reporting_tickets?format=csv&csvDialect=excel&csvSafe=0&${TEXT}`,
  `/export/reporting_tickets?format=json&${CHANNELS}`,
  `/report/reporting_tickets?${AS_OF}&groupBy=topic&bucket=month`,
  `/report/reporting_tickets?${AS_OF}&groupBy=slaState&bucket=week&${CHANNELS}`,
  `/report/reporting_tickets/values?column=allTags&${AS_OF}`,
];

test('answers and files are the same', { timeout: 180_000 }, async ({ server, remote }) => {
  const tickets = randomTickets(16, 400);
  await server.insert(tickets);
  await remote.insert(tickets);
  for (const question of QUESTIONS) {
    const [here, there] = [await server.call(question), await remote.call(question)];
    const text = await there.text();
    expect(there.status, `${question}: ${text.slice(0, 300)}`).toBe(200);
    expect(text, question).toBe(await here.text());
  }
});

test('while the server is away the API says so, and when it is back it answers', { timeout: 180_000 }, async ({
  remote,
}) => {
  await remote.standIn.kill();
  const away = await remote.call(QUESTIONS[0] ?? '');
  expect([away.status, away.headers.get('Retry-After')]).toEqual([503, '5']);
  await remote.standIn.start();
  expect((await remote.call(QUESTIONS[0] ?? '')).status).toBe(200);
});
