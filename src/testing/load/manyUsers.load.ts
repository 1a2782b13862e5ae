import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { besideBursts } from './bursts';
import { LoadClient, numbersOf, quantile, type Reply } from './loadClient';
import { type LoadServer, withLoadServer } from './loadServer';

/**
 * `npm run load`: one server, a million tickets (LOAD_ROWS), and more users than it can answer at once: first 20 of the
 * heaviest reports by one of them, then everybody's pages, charts and downloads for LOAD_SECONDS, twice.
 */

const ROWS = Number(process.env.LOAD_ROWS ?? '1000000');
const SECONDS = Number(process.env.LOAD_SECONDS ?? '60');
const CLIENTS = Number(process.env.LOAD_CLIENTS ?? '200');
const PAGES = 25;
/** Of the main thread's processor time. */
const STALL_MS = 50;

test('many users', { timeout: (10 * SECONDS + 900) * 1000 }, async () => {
  await withLoadServer(ROWS, async (server) => {
    await besideHeavyReports(server);
    await besideCheapFloods(server);
    await besideBursts(server);
    await together(server);
  });
});

/** Every question is a new one: what could be kept from the last must not flatter this one. */
let asked = 0;

function filters(): string {
  return createdSince(nextMoment());
}

function nextMoment(): number {
  asked += 1;
  return Date.UTC(2023, 5, 1) + ((asked * 7919) % 10_000_000) * 1000;
}

function createdSince(moment: number): string {
  const bound = new Date(moment).toISOString().slice(0, 19).replace('T', ' ');
  return `filters[0][key]=createdAt&filters[0][comparator]=${encodeURIComponent('>=')}&filters[0][value]=${bound}`;
}

/** What the page asks for when it opens: its rows and its figures. @returns ms until both are there. */
async function openPage(client: LoadClient): Promise<{ ms: number; replies: Reply[] }> {
  const query = filters();
  const replies = await Promise.all([
    client.ask(`/export/reporting_tickets/preview?limit=25&${query}`),
    client.ask(`/report/reporting_tickets?groupBy=topic&${query}`),
  ]);
  return { ms: Math.max(...replies.map(({ ms }) => ms)), replies };
}

async function pageTimes(client: LoadClient): Promise<number[]> {
  const times: number[] = [];
  for (let count = 0; count < PAGES; count += 1) {
    const { ms, replies } = await openPage(client);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    times.push(ms);
  }
  return times;
}

/** A thousand days, none beside another: the longest list that the contract allows. */
function heavyReport(): string {
  const days = Array.from({ length: 999 }, (_, at) =>
    new Date(Date.UTC(2020, 0, 1 + 2 * at)).toISOString().slice(0, 10),
  );
  const values = days.map((day) => `filters[1][values][]=${day}`).join('&');
  return `/report/reporting_tickets?groupBy=customerId&${filters()}&filters[1][key]=dueBy&filters[1][comparator]=notIn&${values}`;
}

/** Keeps so many requests of one client open until it is stopped; says how often each status came. */
function flood(client: LoadClient, count: number, path: () => string) {
  const statuses = new Map<number, number>();
  const stopped = new AbortController();
  const worker = async () => {
    while (!stopped.signal.aborted) {
      const reply = await client.ask(path(), { signal: stopped.signal }).catch(() => undefined);
      if (reply !== undefined) statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      const retry = Number(reply?.headers['retry-after'] ?? 0);
      if (retry > 0) await setTimeout(retry * 1000, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const workers = Array.from({ length: count }, worker);
  return {
    statuses,
    async stop() {
      stopped.abort();
      await Promise.all(workers);
    },
  };
}

async function besideHeavyReports(server: LoadServer): Promise<void> {
  const calm = new LoadClient(server.address, await server.tokenFor('calm'));
  const busy = new LoadClient(server.address, await server.tokenFor('busy'));
  await pageTimes(calm);
  const idle = await pageTimes(calm);
  const since = Date.now();
  const heavy = flood(busy, 20, heavyReport);
  await setTimeout(1000);
  const beside = await pageTimes(calm);
  const profile = await calm.ask('/profile');
  await heavy.stop();
  const figures = {
    idle: { p50: quantile(idle, 0.5), p95: quantile(idle, 0.95) },
    beside: { p50: quantile(beside, 0.5), p95: quantile(beside, 0.95) },
    profile: profile.ms,
    heavy: Object.fromEntries(heavy.statuses),
    longestStall: server.longestStall(since),
  };
  console.log('20 heavy reports of one user:', JSON.stringify(figures));
  calm.close();
  busy.close();
  expect(figures.beside.p95).toBeLessThanOrEqual(3 * figures.idle.p95);
  expect(figures.longestStall).toBeLessThanOrEqual(STALL_MS);
}

/** What costs the engine nothing, and would hold the main thread. */
async function besideCheapFloods(server: LoadServer): Promise<void> {
  const calm = new LoadClient(server.address, await server.tokenFor('calm'));
  const busy = new LoadClient(server.address, await server.tokenFor('busy'));
  const nobody = new LoadClient(server.address, '');
  const floods: [string, LoadClient, number, string][] = [
    ['views', busy, 12, '/views'],
    ['document', nobody, 30, '/docs/open-api'],
    ['profile', busy, 30, '/profile'],
    ['jobs', busy, 30, '/export/jobs'],
  ];
  for (const [name, client, count, path] of floods) {
    const since = Date.now();
    const running = flood(client, count, () => path);
    const times: number[] = [];
    for (let tried = 0; tried < 20; tried += 1) {
      times.push((await calm.ask('/health')).ms);
      await setTimeout(100);
    }
    await running.stop();
    const longestStall = server.longestStall(since);
    const figures = { health: quantile(times, 0.95), statuses: Object.fromEntries(running.statuses), longestStall };
    console.log(`${count} x ${name}:`, JSON.stringify(figures));
    expect(longestStall, name).toBeLessThanOrEqual(STALL_MS);
  }
  for (const client of [calm, busy, nobody]) client.close();
}

const preparedSchema = z.object({ url: z.string(), rows: z.int(), bytes: z.int() });

/**
 * A download of the tickets of so many hours, as the page makes one.
 * @throws Error when the file is not what was promised.
 */
async function download(client: LoadClient, hours: number): Promise<Reply[]> {
  const from = nextMoment();
  const end = new Date(from + hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const until = `filters[1][key]=createdAt&filters[1][comparator]=${encodeURIComponent('<')}&filters[1][value]=${end}`;
  const columns = 'id,channel,createdAt';
  const path = `/export/reporting_tickets/prepare?format=csv&columns=${columns}&${createdSince(from)}&${until}`;
  const prepared = await client.ask(path, { method: 'POST' });
  if (prepared.status !== 200) return [prepared];
  const { url, rows, bytes } = preparedSchema.parse(JSON.parse(prepared.body.toString()));
  const file = await client.ask(url);
  if (file.status === 200) {
    expect(file.body.length).toBe(bytes);
    expect(file.body.toString('latin1').split('\r\n').length - 2).toBe(rows);
  }
  return [prepared, file];
}

async function oneThing(client: LoadClient, chance: number): Promise<Reply[]> {
  if (chance < 0.5) return (await openPage(client)).replies;
  if (chance < 0.7) return [await client.ask(`/report/reporting_tickets/values?column=customerId&q=C-1&${filters()}`)];
  if (chance < 0.85) return download(client, 1 + Math.floor((chance - 0.7) * 1600));
  if (chance < 0.9) return [await client.ask('/profile')];
  if (chance < 0.95) return [await client.ask('/export/jobs')];
  return [await client.ask(`/export/reporting_tickets?format=json&limit=100&${filters()}`)];
}

/** Every client does one thing after the other until the time is up. */
async function run(
  server: LoadServer,
  tokens: readonly string[],
): Promise<{ statuses: Map<number, number>; page: number[] }> {
  const statuses = new Map<number, number>();
  const page: number[] = [];
  const end = Date.now() + SECONDS * 1000;
  await Promise.all(
    tokens.map(async (token, at) => {
      const client = new LoadClient(server.address, token);
      const chances = numbersOf(`client ${at}`);
      while (Date.now() < end) {
        for (const { status, headers, ms } of await oneThing(client, chances.next().value)) {
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status === 200) page.push(ms);
          const retry = Number(headers['retry-after'] ?? 0);
          if (retry > 0) await setTimeout(Math.min(retry, 5) * 1000);
        }
      }
      client.close();
    }),
  );
  return { statuses, page };
}

async function together(server: LoadServer): Promise<void> {
  const tokens = await Promise.all(Array.from({ length: CLIENTS }, (_, at) => server.tokenFor(`user${at}`)));
  const since = Date.now();
  const first = await run(server, tokens);
  await setTimeout(5000);
  const after = server.megabytes();
  const second = await run(server, tokens);
  const settled = await vi
    .waitUntil(() => server.megabytes() <= after * 1.1, { timeout: 60_000, interval: 1000 })
    .catch(() => false);
  const figures = {
    statuses: [first, second].map(({ statuses }) => Object.fromEntries(statuses)),
    p50: quantile(second.page, 0.5),
    p95: quantile(second.page, 0.95),
    megabytes: [after, server.megabytes()],
    longestStall: server.longestStall(since),
  };
  console.log(`${CLIENTS} clients for ${SECONDS} s, twice:`, JSON.stringify(figures));
  for (const { statuses } of [first, second]) {
    expect([...statuses.keys()].filter((status) => ![200, 202, 429, 503].includes(status))).toEqual([]);
  }
  expect(settled).toBe(true);
  expect(figures.longestStall).toBeLessThanOrEqual(STALL_MS);
}
