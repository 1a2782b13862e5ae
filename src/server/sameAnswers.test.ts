import fc from 'fast-check';
import { expect } from 'vitest';
import { type ColumnId, STORED_COLUMN_IDS } from '../contract/columns/columns';
import { formatFilters } from '../contract/query/filterCodec';
import { encodeQueryString } from '../contract/query/queryString';
import { startCluster } from '../testing/clickhouse/cluster';
import { clickhouseEnvironment } from '../testing/clickhouse/environment';
import { filterArbitrary } from '../testing/filterArbitrary';
import { test as base } from '../testing/fixtures';
import { openTestBackend, type TestBackend } from '../testing/testBackend';
import { randomTickets } from '../testing/ticketFactory';
import { sql } from './engine/engine';
import { TABLE } from './tickets/schema/ticketTable';

/**
 * The same tickets in one table of the process, on a server, and on two shards: whatever is asked, the bytes of the
 * answer are the same.
 */

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('cluster', { scope: 'file' }, async ({}, { onCleanup }) => {
    const cluster = await startCluster();
    onCleanup(() => cluster.stop());
    return cluster;
  })
  /** On one server. */
  .extend('remote', { scope: 'file' }, async ({ cluster: { standIn } }, { onCleanup }) => {
    const remote = await openTestBackend({ ...clickhouseEnvironment(standIn), CLICKHOUSE_DATABASE: 'desk' });
    onCleanup(() => remote.close());
    await remote.insert(TICKETS);
    return remote;
  })
  /** On two shards. */
  .extend('sharded', { scope: 'file' }, async ({ cluster }, { onCleanup }) => {
    const sharded = await openTestBackend(cluster.environment);
    onCleanup(() => sharded.close());
    await sharded.insert(TICKETS);
    return sharded;
  })
  /** What the engine in the process answers. */
  .extend('expected', { scope: 'file' }, async ({ server }) => {
    await server.insert(TICKETS);
    const answers = new Map<string, string>();
    for (const question of [...QUESTIONS, ...furtherQuestions()])
      answers.set(question, await answerOf(server, question));
    return answers;
  });

const TICKETS = randomTickets(16, 400);
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

test('on a server answers and files are the same', { timeout: 180_000 }, async ({ remote, expected }) => {
  for (const question of QUESTIONS) expect(await answerOf(remote, question), question).toBe(expected.get(question));
});

/** A question that counts a ticket twice, leaves one out or asks a shard for another's is seen here. */
test('on a cluster of two shards answers and files are the same', { timeout: 300_000 }, async ({
  sharded,
  expected,
}) => {
  const { engine } = sharded.backend;
  const plan = JSON.stringify(await engine.query(sql(`EXPLAIN SELECT count(), topic FROM ${TABLE} GROUP BY topic`)));
  expect(plan.match(/ReadFromMergeTree \(\w+\.\w+_shard\)/g)).toHaveLength(2);
  for (const [question, answer] of expected) expect(await answerOf(sharded, question), question).toBe(answer);
});

/**
 * Every kind of filter and every column's order, in files of ids, which are one question each; at times a filter in a report,
 * which is many; every group, and the values of each kind of column.
 */
function furtherQuestions(): string[] {
  const filtered = fc.sample(filterArbitrary(), { seed: 7, numRuns: FILTERS }).map((filter, index) => {
    const query = encodeQueryString(formatFilters([filter]));
    return index % REPORTS === 0 ? `${REPORT}${AS_OF}&${query}` : `${IDS}${AS_OF}&${query}`;
  });
  const ordered = STORED_COLUMN_IDS.map(
    (id) => `${IDS}${AS_OF}&limit=50&offset=100&orderByField=${id}&orderByDirection=desc`,
  );
  const values = VALUED.map((id) => `${VALUES}${AS_OF}&column=${id}`);
  const grouped = GROUPS.map((id) => `${REPORT}${AS_OF}&groupBy=${id}&bucket=week`);
  return [...filtered, ...ordered, ...values, ...grouped];
}
const FILTERS = 48;
const REPORTS = 16;
const VALUED: readonly ColumnId[] = ['channel', 'topic', 'contractId', 'email'];
const GROUPS: readonly ColumnId[] = [
  'channel',
  'subTopic',
  'allTags',
  'priority',
  'createdWeekday',
  'slaState',
  'email',
];
const REPORT = '/report/reporting_tickets?';
const VALUES = '/report/reporting_tickets/values?';
const IDS = '/export/reporting_tickets?format=csv&columns=id&';

async function answerOf(server: TestBackend, question: string): Promise<string> {
  const answer = await server.call(question);
  const text = await answer.text();
  expect(answer.status, `${question}: ${text.slice(0, 300)}`).toBe(200);
  return text;
}

test('while the server is away the API says so, and when it is back it answers', { timeout: 180_000 }, async ({
  cluster,
  remote,
}) => {
  await cluster.standIn.kill();
  const away = await remote.call(QUESTIONS[0] ?? '');
  expect([away.status, away.headers.get('Retry-After')]).toEqual([503, '5']);
  await cluster.standIn.start();
  expect((await remote.call(QUESTIONS[0] ?? '')).status).toBe(200);
});
