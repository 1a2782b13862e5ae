import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { type ColumnId, STORED_COLUMN_IDS, storedColumnOf } from '../contract/columns/columns';
import { formatFilters } from '../contract/query/filterCodec';
import { encodeQueryString } from '../contract/query/queryString';
import { startCluster } from '../testing/clickhouse/cluster';
import { startStandIn } from '../testing/clickhouse/standIn';
import { filterArbitrary } from '../testing/filterArbitrary';
import { test as base } from '../testing/fixtures';
import { openTestBackend, type TestBackend } from '../testing/testBackend';
import { randomTickets } from '../testing/ticketFactory';
import { sql, type TicketEngine } from './engine/engine';
import { TABLE } from './tickets/schema/ticketTable';

/**
 * The same tickets in one table of the process, on a server, and on two shards: whatever is asked, the bytes of the
 * answer are the same.
 */

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

test('on a server answers and files are the same', { timeout: 180_000 }, async ({ server, remote }) => {
  const tickets = randomTickets(16, 400);
  await server.insert(tickets);
  await remote.insert(tickets);
  for (const question of QUESTIONS) {
    expect(await answerOf(remote, question), question).toBe(await answerOf(server, question));
  }
});

/** Every kind of filter, each in a page, a report and a file by turns; every group, and every column's order and values. */
function furtherQuestions(): string[] {
  const filtered = fc.sample(filterArbitrary(), { seed: 7, numRuns: FILTERS }).map((filter, index) => {
    const query = encodeQueryString(formatFilters([filter]));
    const path = [PREVIEW, REPORT, FILE][index % 3] ?? PREVIEW;
    return `${path}${AS_OF}&${query}`;
  });
  const byColumn = STORED_COLUMN_IDS.flatMap((id) => {
    const { kind } = storedColumnOf(id);
    const ordered = `${PREVIEW}${AS_OF}&limit=50&offset=100&orderByField=${id}&orderByDirection=desc`;
    return kind === 'timestamp' || kind === 'integer' ? [ordered] : [ordered, `${VALUES}${AS_OF}&column=${id}`];
  });
  const grouped = GROUPS.map((id) => `${REPORT}${AS_OF}&groupBy=${id}&bucket=week`);
  return [...filtered, ...byColumn, ...grouped];
}
const FILTERS = 48;
const GROUPS: readonly ColumnId[] = [
  'channel',
  'subTopic',
  'allTags',
  'priority',
  'createdWeekday',
  'slaState',
  'email',
];
const PREVIEW = '/export/reporting_tickets/preview?';
const REPORT = '/report/reporting_tickets?';
const VALUES = '/report/reporting_tickets/values?';
const FILE = '/export/reporting_tickets?format=csv&';

test('on a cluster of two shards answers and files are the same', { timeout: 300_000 }, async ({
  server,
  onTestFinished,
}) => {
  const { engine } = server.backend;
  const cluster = await startCluster();
  onTestFinished(() => cluster.stop());
  const sharded = await openTestBackend({ ...cluster.environment, CLICKHOUSE_DATABASE: 'desk' });
  onTestFinished(() => sharded.close());
  const tickets = randomTickets(16, 400);
  await sharded.insert(tickets);
  await engine.command(sql(`TRUNCATE TABLE ${TABLE}`));
  await server.insert(tickets);
  for (const question of [...QUESTIONS, ...furtherQuestions()]) {
    expect(await answerOf(sharded, question), question).toBe(await answerOf(server, question));
  }
});

/**
 * No cluster is at hand. The embedded engine plans the parts of remote() as it plans shards, each of which reads its own
 * tickets; so a question that would count one twice, leave one out or ask a shard for another's is seen here.
 */
async function shard(engine: TicketEngine): Promise<void> {
  const rows = `remote('127.0.0.1,localhost', currentDatabase(), ${SHARD}) WHERE id % 2 + 1 = shardNum()`;
  await engine.command(sql(`RENAME TABLE ${TABLE} TO ${SHARD}`));
  await engine.command(sql(`CREATE VIEW ${TABLE} AS SELECT * FROM ${rows}`));
}
const SHARD = 'tickets_of_a_shard';

test('on two shards answers and files are the same', { timeout: 180_000 }, async ({ server }) => {
  const { engine } = server.backend;
  await engine.command(sql(`TRUNCATE TABLE ${TABLE}`));
  await server.insert(randomTickets(16, 400));
  const questions = [...QUESTIONS, ...furtherQuestions()];
  const whole: string[] = [];
  for (const question of questions) whole.push(await answerOf(server, question));
  await shard(engine);
  const plan = JSON.stringify(await engine.query(sql(`EXPLAIN SELECT count(), topic FROM ${TABLE} GROUP BY topic`)));
  expect(plan.match(new RegExp(`ReadFromMergeTree \\(\\w+\\.${SHARD}\\)`, 'g'))).toHaveLength(2);
  for (const [index, question] of questions.entries()) {
    expect(await answerOf(server, question), question).toBe(whole[index]);
  }
});

async function answerOf(server: TestBackend, question: string): Promise<string> {
  const answer = await server.call(question);
  const text = await answer.text();
  expect(answer.status, `${question}: ${text.slice(0, 300)}`).toBe(200);
  return text;
}

test('while the server is away the API says so, and when it is back it answers', { timeout: 180_000 }, async ({
  remote,
}) => {
  await remote.standIn.kill();
  const away = await remote.call(QUESTIONS[0] ?? '');
  expect([away.status, away.headers.get('Retry-After')]).toEqual([503, '5']);
  await remote.standIn.start();
  expect((await remote.call(QUESTIONS[0] ?? '')).status).toBe(200);
});
