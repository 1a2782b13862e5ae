import { rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COLUMN_IDS } from '../../contract/columns';
import { createApp } from '../../server/http/app';
import { closeServer, listen } from '../../server/http/listen';
import { type Sql, sql } from '../../server/tickets/engine';
import { TABLE } from '../../server/tickets/schema';
import { openTestBackend, type TestBackend } from '../testBackend';
import { makeTickets } from './madeTickets';

/**
 * `npm run bench`: what the server adds to the bare engine, as ratios of medians measured in one run, since
 * absolute times are noise. One million made-up tickets; the filter is 18 months and two channels.
 */

const ROWS = 1_000_000;
const RUNS = 7;
const FROM = '2024-03-01 00:00:00';
const TO = '2025-08-31 23:59:59';
const FILTER =
  `filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=${FROM}&filters[0][to]=${TO}` +
  '&filters[1][key]=channel&filters[1][comparator]=in&filters[1][values][]=email&filters[1][values][]=chat';
const WHERE = `createdAt BETWEEN '${FROM}' AND '${TO}' AND channel IN ('email', 'chat')`;
const STATE =
  "multiIf(closedAt IS NOT NULL AND secondsClosedAfterSLA <= 0, 'met', closedAt IS NOT NULL AND secondsClosedAfterSLA > 0, 'late', closedAt IS NULL AND dueBy < now(), 'overdue', 'pending')";

let backend: TestBackend;
let server: Server;
let url: string;
let token: string;

beforeAll(async () => {
  backend = await openTestBackend();
  await backend.backend.engine.command(sql(makeTickets(ROWS)));
  token = await backend.tokenFor('bench@example.com', ['reportTickets', 'exportData']);
  const app = createApp(() => backend.backend, backend.dataDir);
  const listening = await listen(app, '127.0.0.1', 0);
  server = listening.server;
  url = `http://127.0.0.1:${listening.port}/api/mind`;
}, 300_000);
afterAll(async () => {
  await closeServer(server);
  await backend.close();
});

async function median(work: () => Promise<unknown>, runs = RUNS): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

async function fetchAll(path: string): Promise<number> {
  const response = await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
  let bytes = 0;
  if (response.body !== null) for await (const chunk of response.body) bytes += chunk.length;
  if (response.status !== 200) throw new Error(`${response.status} for ${path}`);
  return bytes;
}

const engine =
  (...questions: Sql[]) =>
  async () => {
    for (const question of questions) await backend.backend.engine.rows(question);
  };

async function engineFile(format: 'csv' | 'json'): Promise<void> {
  const path = join(backend.dataDir, `bare.${format}`);
  rmSync(path, { force: true });
  const text = `SELECT ${COLUMN_IDS.join(', ')} FROM ${TABLE} WHERE ${WHERE} ORDER BY id LIMIT 300000`;
  await backend.backend.engine.writeFile(sql(text), path, format);
  expect(statSync(path).size).toBeGreaterThan(10_000_000);
}

const page = (offset: number) =>
  `/export/reporting_tickets/preview?limit=100&offset=${offset}&orderByField=secondsToClose&${FILTER}`;
const barePage = (offset: number) => [
  sql(
    `SELECT ${COLUMN_IDS.join(', ')} FROM ${TABLE} WHERE ${WHERE} ORDER BY secondsToClose NULLS LAST, id LIMIT 100 OFFSET ${offset}`,
  ),
  sql(`SELECT count() FROM ${TABLE} WHERE ${WHERE}`),
];
/** Less than the report answers: it also compares with the period before and checks the data. */
const BARE_CHARTS = [
  sql(`SELECT toMonday(dueBy) AS w, ${STATE} AS s, count() FROM ${TABLE} WHERE ${WHERE} GROUP BY w, s`),
  sql(`SELECT topic, ${STATE} AS s, count() FROM ${TABLE} WHERE ${WHERE} GROUP BY topic, s`),
  sql(
    `SELECT quantilesExact(0.5, 0.9, 0.95, 0.99)(secondsToClose), count() FROM ${TABLE} WHERE ${WHERE} AND secondsToClose >= 0`,
  ),
  sql(
    `SELECT roundDown(secondsToClose, [0, 1, 60, 300, 900, 3600, 7200, 14400, 28800, 86400, 172800, 345600]) AS b, count() FROM ${TABLE} WHERE ${WHERE} AND secondsToClose >= 0 GROUP BY b`,
  ),
  sql(
    `SELECT intDiv(dateDiff('day', createdAt, now()), 7) AS age, count() FROM ${TABLE} WHERE ${WHERE} AND closedAt IS NULL GROUP BY age`,
  ),
  sql(`SELECT ${STATE} AS s, count() FROM ${TABLE} WHERE ${WHERE} GROUP BY s`),
];

test('ratios to the bare engine', async () => {
  const results: { what: string; server: number; engine: number; goal: number }[] = [];
  const compare = async (
    what: string,
    goal: number,
    ours: () => Promise<unknown>,
    bare: () => Promise<unknown>,
    runs = RUNS,
  ) => {
    await ours();
    await bare();
    results.push({ what, server: await median(ours, runs), engine: await median(bare, runs), goal });
  };
  await compare('page of 100 by secondsToClose, with total', 1.2, () => fetchAll(page(0)), engine(...barePage(0)));
  await compare('the same at offset 50,000', 1.5, () => fetchAll(page(50_000)), engine(...barePage(50_000)));
  await compare(
    'every chart, one request',
    1.3,
    () => fetchAll(`/report/reporting_tickets?${FILTER}`),
    engine(...BARE_CHARTS),
  );
  await compare(
    'values of 100,000 customers',
    1.5,
    () => fetchAll(`/report/reporting_tickets/values?column=customerId&${FILTER}`),
    engine(
      sql(`SELECT customerId, count() AS n FROM ${TABLE} WHERE ${WHERE} GROUP BY customerId ORDER BY n DESC LIMIT 50`),
    ),
  );
  const loop = monitorEventLoopDelay({ resolution: 5 });
  const before = process.memoryUsage().rss;
  loop.enable();
  const last = `${FILTER.replace(TO, '2025-08-10 00:00:00')}`;
  await compare(
    'csv to the client',
    1.5,
    () => fetchAll(`/export/reporting_tickets?format=csv&${last}`),
    () => engineFile('csv'),
    3,
  );
  await compare(
    'json to the client',
    1.5,
    () => fetchAll(`/export/reporting_tickets?format=json&${last}`),
    () => engineFile('json'),
    3,
  );
  loop.disable();
  console.table(
    results.map(({ what, server: ours, engine: bare, goal }) => ({
      what,
      'server ms': Math.round(ours),
      'engine ms': Math.round(bare),
      ratio: Number((ours / bare).toFixed(2)),
      goal,
      met: ours / bare <= goal,
    })),
  );
  console.log(
    `files: longest event-loop delay ${(loop.max / 1e6).toFixed(0)} ms, ${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB more memory`,
  );
}, 600_000);
