import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { LoadClient } from './loadClient';
import type { LoadServer } from './loadServer';

/** Requests that arrive at once, as somebody sends them who means to hold the others up. */
const AT_ONCE = 200;
/** What nobody may be held up beyond, in ms. */
const HELD_UP_MS = 1000;
/** A burst that is not answered by then is given up. */
const BURST_MS = 20_000;

interface Burst {
  name: string;
  /** Nobody signs in for it where that is null. */
  by: string | null;
  path(at: number): string;
  method?: 'POST';
  body?: unknown;
  headers?(at: number): Record<string, string>;
}

const REPORT = 'filters[0][key]=topic&filters[0][comparator]=isNotEmpty';
/** As long as a view may be. */
const LONG_QUERY = `${REPORT}&filters[1][key]=topic&filters[1][comparator]=in${'&filters[1][values][]=x'.repeat(900)}`;

const BURSTS: readonly Burst[] = [
  {
    name: 'figures as a workbook',
    by: 'busy',
    path: (at) => `/report/reporting_tickets/file?format=xlsx&${older(at)}`,
  },
  {
    name: 'figures as csv',
    by: 'busy',
    path: (at) => `/report/reporting_tickets/file?format=csv&table=groups&${older(at)}`,
  },
  { name: 'reports', by: 'busy', path: (at) => `/report/reporting_tickets?groupBy=topic&${older(at)}` },
  { name: 'files', by: 'busy', path: (at) => `/export/reporting_tickets?format=csv&limit=1000&${older(at)}` },
  { name: 'workbooks', by: 'busy', path: (at) => `/export/reporting_tickets?format=xlsx&limit=1000&${older(at)}` },
  { name: 'values', by: 'busy', path: (at) => `/report/reporting_tickets/values?column=topic&${older(at)}` },
  { name: 'event streams', by: 'busy', path: () => '/export/jobs/events' },
  { name: 'views', by: 'busy', path: () => '/views', method: 'POST', body: { name: 'long', query: LONG_QUERY } },
  { name: 'links', by: 'busy', path: () => '/links', method: 'POST', body: { query: LONG_QUERY } },
  { name: 'probes without a name', by: null, path: () => '/health/ready' },
  { name: 'the document without a name', by: null, path: () => '/docs/open-api' },
  { name: 'made-up cookies', by: null, path: () => '/profile', headers: (at) => ({ Cookie: `session=${at}` }) },
  { name: 'made-up tokens', by: null, path: () => '/profile', headers: (at) => ({ Authorization: `Bearer ${at}` }) },
  { name: 'made-up links', by: null, path: () => '/session/link', method: 'POST', body: { link: 'x'.repeat(40) } },
];

/** A filter that was not asked for before. */
function older(at: number): string {
  const bound = new Date(Date.UTC(2025, 0, 1) + at * 61_000).toISOString().slice(0, 19).replace('T', ' ');
  return `filters[0][key]=createdAt&filters[0][comparator]=${encodeURIComponent('<')}&filters[0][value]=${bound}`;
}

/** How long another user waits for what needs no engine, beside each burst. */
export async function besideBursts(server: LoadServer): Promise<void> {
  const calm = new LoadClient(server.address, await server.tokenFor('calm'));
  const heldUp: string[] = [];
  // What runs for the first time is slow, and no burst's doing.
  for (const { path, method } of BURSTS.slice(0, 6)) await calm.ask(path(0), method === undefined ? {} : { method });
  for (const burst of BURSTS) {
    const { longest, statuses, stall } = await beside(server, calm, burst);
    console.log(`${AT_ONCE} x ${burst.name}:`, JSON.stringify({ profile: longest, statuses, longestStall: stall }));
    if (longest > HELD_UP_MS) heldUp.push(`${burst.name}: ${longest} ms`);
  }
  calm.close();
  expect(heldUp).toEqual([]);
}

async function beside(server: LoadServer, calm: LoadClient, burst: Burst) {
  const since = Date.now();
  const stopped = new AbortController();
  const sender = new LoadClient(server.address, burst.by === null ? '' : await server.tokenFor(burst.by), AT_ONCE);
  const statuses: Record<string, number> = {};
  const sent = Array.from({ length: AT_ONCE }, async (_, at) => {
    const { path, headers, ...options } = burst;
    const status = await sender.ask(path(at), { ...options, headers: headers?.(at), signal: stopped.signal }).then(
      (reply) => String(reply.status),
      () => 'none',
    );
    statuses[status] = (statuses[status] ?? 0) + 1;
  });
  const ended = Promise.race([Promise.all(sent), setTimeout(BURST_MS)]).then(() => stopped.abort());
  let longest = 0;
  while (!stopped.signal.aborted) {
    const { ms, status } = await calm.ask('/profile');
    expect(status).toBe(200);
    longest = Math.max(longest, Math.round(ms));
    await setTimeout(20);
  }
  await ended;
  await Promise.all(sent);
  sender.close();
  return { longest, statuses, stall: server.longestStall(since) };
}
