import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { recordOf } from '../../contract/recordOf';
import { basename, dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { STORED_COLUMN_IDS, type Ticket } from '../../contract/columns/columns';
import { test as base } from '../../testing/fixtures';
import { openTestBackend } from '../../testing/testBackend';
import { ChangingDesk } from '../../testing/upstream/changingDesk';
import { type Fault, startFaultyProxy } from '../../testing/upstream/faultyProxy';
import { startUpstream } from '../../testing/upstream/upstream';
import { exportUrl } from '../config/upstreamUrl';
import { Random } from '../demo/random';
import { sql } from '../engine/engine';
import { parsedRows } from '../imports/read/parsedRows';
import { TABLE } from '../tickets/schema/ticketTable';
import { spoolPages } from './spool';
import { type SyncOptions, syncOnce } from './syncRun';
import { readSync } from './syncStore';

/** A mirror of a second server of our own that changes between any two pages, behind a connection that breaks. */

/** Called before each request; set by the tests. */
let before: (query: URLSearchParams) => Promise<Fault> | Fault;
let now: Date;

const NONE: Fault = { kind: 'none' };

const PAGE_ROWS = 7;

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('upstream', { scope: 'file' }, async ({}, { onCleanup }) => {
    const upstream = await startUpstream();
    onCleanup(() => upstream.stop());
    return upstream;
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  .extend('mirror', { scope: 'file' }, async ({}, { onCleanup }) => {
    const mirror = await openTestBackend({}, { now: () => now });
    onCleanup(() => mirror.close());
    return mirror;
  })
  .extend('proxy', { scope: 'file' }, async ({ upstream }, { onCleanup }) => {
    const proxy = await startFaultyProxy(upstream.url, { before: (query) => before(query) });
    onCleanup(() => proxy.stop());
    return proxy;
  })
  .extend(
    'mirrored',
    ({ mirror }) =>
      async (): Promise<Ticket[]> =>
        rowsOf(await (await mirror.call('/export/reporting_tickets?format=json')).json()),
  )
  .extend(
    'sync',
    ({ mirror, proxy, upstream }) =>
      (options: Partial<SyncOptions> = {}) =>
        syncOnce(mirror.backend, {
          upstream: { url: exportUrl(proxy.url), token: upstream.token },
          pull: (pulled) => spoolPages({ ...pulled, pageRows: PAGE_ROWS, wait: async () => undefined }),
          read: parsedRows,
          ...options,
        }),
  )
  .extend(
    'spool',
    ({ mirror }) =>
      () =>
        join(mirror.dataDir, 'sync', 'pages.ndjson'),
  );

test.beforeEach(async ({ mirror, proxy }) => {
  now = new Date('2026-03-10T12:00:00Z');
  before = () => NONE;
  proxy.asked.length = 0;
  await mirror.backend.state.query('DELETE FROM upstream_sync');
  await mirror.backend.engine.command(sql(`TRUNCATE TABLE ${TABLE}`));
  await mirror.backend.engine.command(sql(`ALTER TABLE ${TABLE} MODIFY COMMENT ''`));
});
test.afterEach(async ({ upstream }) => {
  await upstream.remove(rowsOf(await exported(upstream.url, upstream.token)).map(({ id }) => Number(id)));
});

function rowsOf(answer: unknown): Ticket[] {
  return answer as Ticket[];
}

async function exported(url: string, token: string): Promise<unknown> {
  const response = await fetch(`${exportUrl(url)}?format=json`, { headers: { Authorization: `Bearer ${token}` } });
  return response.json();
}

/** In the order of ids, columns by name. */
function inOrder(tickets: Iterable<Ticket>): Ticket[] {
  return [...tickets].sort((a, b) => Number(a.id) - Number(b.id));
}

const FAULTS: readonly (readonly [Fault, number])[] = [
  [NONE, 30],
  [{ kind: 'answer', status: 429, headers: { 'Retry-After': '3' } }, 1],
  [{ kind: 'answer', status: 503 }, 1],
  [{ kind: 'answer', status: 502, body: '<html>Bad gateway</html>' }, 1],
  [{ kind: 'cut' }, 1],
  [{ kind: 'half', ended: true }, 1],
  [{ kind: 'half', ended: false }, 1],
];

/** Hours by which the upstream's wall time differs from what the mirror takes it for. */
test.for([
  [0, 1],
  [-5, 2],
  [5, 3],
] as const)(
  'an upstream whose clock is %i hours off: ends equal, whatever changes between pages (%i)',
  { timeout: 120_000 },
  async ([hours, run], { upstream, mirrored, sync }) => {
    const random = new Random(run);
    const local = new Date(now.getTime() + hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const desk = new ChangingDesk(run * 1000, 30, local);
    await upstream.put([...desk.tickets.values()]);
    let busy = true;
    const pass = (seconds: number) => {
      desk.pass(seconds);
      now = new Date(now.getTime() + seconds * 1000);
    };
    before = async () => {
      if (busy && random.chance(0.4)) {
        pass(random.between(0, 90));
        await upstream.put(desk.work());
      }
      return random.pick(FAULTS);
    };
    for (let round = 0; round < 3; round += 1) {
      await sync();
      // Clocks are put back once; what changes in the repeated hour looks older than what is known.
      if (round === 1) desk.pass(-3600);
      for (let change = 0; change < 4; change += 1) {
        pass(random.between(0, 1800));
        await upstream.put(desk.work());
      }
    }
    busy = false;
    expect((await sync()).whole).toBe(false);
    expect(await mirrored()).toEqual(inOrder(desk.tickets.values()));
  },
);

test('tickets of one moment that fill several pages, and tickets without one, come whole', async ({
  upstream,
  mirrored,
  sync,
}) => {
  const ticket = (id: number, modifiedAt: string | null) => ({ id, createdAt: '2024-01-01 00:00:00', modifiedAt });
  const same = Array.from({ length: 40 }, (_, id) => ticket(id * 5000, '2026-03-10 11:00:00'));
  await upstream.put(same);
  await sync();
  // Their modifiedAt does not move: only the overlap brings them again.
  await upstream.put(same.map((row) => ({ ...row, topic: 'Billing' })));
  await upstream.put([ticket(1, '2026-03-10 11:00:01'), { ...ticket(2, null), createdAt: '2026-03-10 11:30:00' }]);
  await upstream.put([ticket(900_000, null)]);
  expect(await sync()).toMatchObject({ changed: 43 });
  const rows = await mirrored();
  expect(rows).toHaveLength(43);
  expect(rows.filter(({ topic }) => topic === 'Billing')).toHaveLength(40);
});

test('a ticket that changes while it is read, and by a clock that was put back, shows its last state', async ({
  upstream,
  mirrored,
  sync,
}) => {
  const ticket = { id: 1, createdAt: '2024-01-01 00:00:00', modifiedAt: '2026-03-10 11:00:00', topic: 'Billing' };
  await upstream.put([ticket]);
  before = async (query) => {
    const isPassOfChanges = query.get('orderByField') === 'modifiedAt' && query.get('limit') !== '1';
    if (isPassOfChanges) await upstream.put([{ ...ticket, modifiedAt: '2026-03-10 10:59:59', topic: 'Refund' }]);
    return NONE;
  };
  expect(await sync()).toMatchObject({ changed: 1 });
  expect(await mirrored()).toMatchObject([{ topic: 'Refund' }]);
});

test('a later run asks only for what changed, and stores nothing when nothing did', async ({
  upstream,
  proxy,
  sync,
}) => {
  const desk = new ChangingDesk(5, 50, '2026-03-10 12:00:00');
  await upstream.put([...desk.tickets.values()]);
  expect(await sync()).toMatchObject({ whole: true, changed: 50, rejected: 0 });
  proxy.asked.length = 0;
  expect(await sync()).toMatchObject({ whole: false, changed: 0 });
  const asked = proxy.asked.map((query) => new URLSearchParams(query));
  expect(asked.every((query) => query.get('filters[0][key]') !== null)).toBe(true);
  // The documented grammar alone.
  const known = /^(format|limit|offset|orderByField|orderByDirection|filters\[\d\]\[(key|comparator|value)\])$/;
  expect(asked.flatMap((query) => [...query.keys()]).filter((name) => !known.test(name))).toEqual([]);
});

test('a cut run goes on where it was cut, and what is remembered changes only with the tickets', async ({
  upstream,
  mirror,
  proxy,
  mirrored,
  sync,
  spool,
}) => {
  const desk = new ChangingDesk(6, 60, '2026-03-10 12:00:00');
  await upstream.put([...desk.tickets.values()]);
  const stop = new AbortController();
  before = () => {
    if (proxy.asked.length === 8) stop.abort(new Error('stopped'));
    return NONE;
  };
  await expect(sync({ signal: stop.signal })).rejects.toThrow('stopped');
  expect(await mirrored()).toEqual([]);
  const cut = await readSync(mirror.backend);
  expect(cut).toMatchObject({ marks: null, synced_at: null, failure: null, run: { rows: 4 * PAGE_ROWS } });
  before = () => NONE;
  const again = await sync();
  expect(again).toMatchObject({ whole: true, changed: 60 });
  const firstPages = proxy.asked.filter((query) => {
    const asked = new URLSearchParams(query);
    return (
      asked.get('limit') !== '1' && asked.get('filters[0][key]') === 'id' && asked.get('filters[0][value]') === '0'
    );
  });
  expect(firstPages).toHaveLength(1);
  expect(await mirrored()).toEqual(inOrder(desk.tickets.values()));
  expect(existsSync(spool())).toBe(false);
});

test('what was deleted goes with a whole run; an upstream that lost most of its tickets empties nothing', async ({
  upstream,
  mirrored,
  sync,
}) => {
  const desk = new ChangingDesk(7, 30, '2026-03-10 12:00:00');
  await upstream.put([...desk.tickets.values()]);
  await sync();
  await upstream.remove(desk.drop(5));
  await sync();
  expect(await mirrored()).toHaveLength(30);
  now = new Date(now.getTime() + 24 * 3_600_000);
  expect(await sync()).toMatchObject({ whole: true });
  expect(await mirrored()).toEqual(inOrder(desk.tickets.values()));
  const kept = desk.tickets.size;
  await upstream.remove([...desk.tickets.keys()]);
  await expect(sync({ whole: true })).rejects.toThrow('The upstream sent 0 tickets where at least');
  expect(await mirrored()).toHaveLength(kept);
  await sync({ replace: true });
  expect(await mirrored()).toEqual([]);
});

test('tickets from elsewhere are not mixed with a mirror unless somebody says so', async ({
  upstream,
  mirror,
  proxy,
  mirrored,
  sync,
}) => {
  await mirror.insert([{ id: 1, createdAt: '2024-01-01 00:00:00' }]);
  await upstream.put([{ id: 2, createdAt: '2024-01-01 00:00:00' }]);
  await expect(sync()).rejects.toThrow('The store holds tickets that are not from this upstream');
  expect(proxy.asked).toEqual([]);
  await sync({ replace: true });
  expect((await mirrored()).map(({ id }) => id)).toEqual([2]);
  await expect(sync({ upstream: { url: exportUrl(upstream.url), token: upstream.token } })).rejects.toThrow(
    'The store mirrors another upstream',
  );
});

test('a ticket that is not understood is counted, and the others are stored', async ({ upstream, mirrored, sync }) => {
  await upstream.put([
    { id: 1, createdAt: '2024-01-01 00:00:00', topic: 'Billing' },
    { id: 2, createdAt: '2024-01-01 00:00:00' },
  ]);
  const body = rowsOf(await exported(upstream.url, upstream.token)).map((row) =>
    row.id === 1 ? { ...row, channel: 'telepathy', spamStatus: 'ham' } : row,
  );
  before = (query) =>
    query.get('orderByField') !== 'modifiedAt' && query.get('limit') !== '1'
      ? { kind: 'answer', status: 200, body: JSON.stringify(body) }
      : NONE;
  // It comes with the pass of ids and with that of creation times.
  const { rejected, changed, rejectPath } = await sync();
  expect({ rejected, changed }).toEqual({ rejected: 1, changed: 1 });
  expect((await mirrored()).map(({ id }) => id)).toEqual([2]);
  expect(readFileSync(rejectPath, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  await sync({ whole: true });
  expect(readdirSync(dirname(rejectPath))).toEqual([basename(rejectPath)]);
  before = () => NONE;
  expect(await sync({ whole: true })).toMatchObject({ rejected: 0 });
  expect(readdirSync(dirname(rejectPath))).toEqual([]);
});

const wrong: readonly (readonly [string, Fault, RegExp])[] = [
  [
    'a web page',
    { kind: 'answer', status: 200, body: ' <!doctype html><title>Sign in</title>' },
    /web page in place of/,
  ],
  ['cut JSON', { kind: 'half', ended: true }, /cut off or is not JSON; given up after 8 tries/],
  ['a cut connection', { kind: 'cut' }, /cannot be reached \(.+\); given up after 8 tries/],
  ['401', { kind: 'answer', status: 401, body: '{}' }, /does not accept the token/],
  [
    '403',
    { kind: 'answer', status: 403, body: '{"error":{"code":"forbidden","message":"This needs exportData"}}' },
    /does not allow this token to export tickets \(403\): This needs exportData/,
  ],
  ['a queued export', { kind: 'answer', status: 202, body: '{"message":"later"}' }, /mail the tickets/],
  ['a message', { kind: 'answer', status: 200, body: '{"message":"later"}' }, /does not page/],
  ['no list', { kind: 'answer', status: 200, body: '{"data":[]}' }, /not a list of tickets/],
  ['no tickets', { kind: 'answer', status: 200, body: '[{"id":"1"}]' }, /ticket 1 of a page has a wrong id/],
  ['too long a wait', { kind: 'answer', status: 429, headers: { 'Retry-After': '9999' } }, /alone for 9999 seconds/],
];

test.for(wrong)(
  '%s: a clear reason, and nothing half stored',
  async ([_name, fault, reason], { upstream, mirror, proxy, mirrored, sync }) => {
    const desk = new ChangingDesk(8, 30, '2026-03-10 12:00:00');
    await upstream.put([...desk.tickets.values()]);
    await sync();
    await upstream.put(desk.work());
    const stored = await mirrored();
    const asked = proxy.asked.length;
    // Some pages come before it goes wrong.
    before = () => (proxy.asked.length > asked + 5 ? fault : NONE);
    await expect(sync({ whole: true })).rejects.toThrow(reason);
    expect(await mirrored()).toEqual(stored);
    expect((await readSync(mirror.backend))?.failure).toMatch(reason);
    before = () => NONE;
    await sync();
    expect(await readSync(mirror.backend)).toMatchObject({ failure: null, failing_since: null, run: null });
    expect(await mirrored()).toEqual(inOrder(desk.tickets.values()));
  },
);

test('waits as long as the upstream says, and longer every time it does not', async ({ sync }) => {
  const waits: number[] = [];
  const faults: Fault[] = [
    { kind: 'answer', status: 429, headers: { 'Retry-After': '7' } },
    { kind: 'answer', status: 503 },
    { kind: 'answer', status: 500 },
    { kind: 'cut' },
  ];
  before = () => faults.shift() ?? NONE;
  const wait = async (milliseconds: number) => waits.push(milliseconds);
  await sync({ pull: (options) => spoolPages({ ...options, wait }) });
  const [first = 0, second = 0, third = 0, fourth = 0, ...more] = waits;
  expect(more).toEqual([]);
  expect(first).toBeGreaterThanOrEqual(7500);
  expect(first).toBeLessThanOrEqual(8000);
  for (const [waited, longest] of [
    [second, 2000],
    [third, 4000],
    [fourth, 8000],
  ] as const) {
    expect(waited).toBeGreaterThanOrEqual(longest / 2);
    expect(waited).toBeLessThanOrEqual(longest);
  }
});

describe('an upstream that answers something else than it was asked', () => {
  const row = (id: number, more: Partial<Ticket> = {}) => ({
    ...recordOf(STORED_COLUMN_IDS, () => null),
    id,
    createdAt: '2024-01-01 00:00:00',
    ...more,
  });
  test.for([
    ['out of order', [row(2), row(1)], 'the order by id is not followed'],
    ['beside the filter', [row(1, { modifiedAt: null })], 'a filter on modifiedAt is not followed'],
    ['too many', Array.from({ length: PAGE_ROWS + 1 }, (_, id) => row(id)), 'where at most 7 were asked for'],
    ['without agents', [{ ...row(1), email: undefined, rawData: undefined }], 'does not send email and rawData'],
    ['without a column', [{ ...row(1), topic: undefined }], 'does not send topic'],
  ] as const)('%s', async ([_name, rows, reason], { mirrored, sync }) => {
    before = (query) => {
      const asksIds = query.get('filters[0][key]') === 'id' && query.get('limit') !== '1';
      const wanted = reason.includes('modifiedAt') ? query.get('orderByField') === 'modifiedAt' : asksIds;
      return wanted ? { kind: 'answer', status: 200, body: JSON.stringify(rows) } : NONE;
    };
    await expect(sync()).rejects.toThrow(reason);
    expect(await mirrored()).toEqual([]);
  });
});

test('where nobody may see agents, an upstream that hides them can be mirrored', async ({ mirror, mirrored, sync }) => {
  const level = mirror.backend.config.privacyLevel;
  mirror.backend.config.privacyLevel = 'pseudonymized';
  const { email: _, rawData: __, ...rest } = { email: 1, rawData: 1, ...{ id: 3, createdAt: '2024-01-01 00:00:00' } };
  const shown = recordOf(
    STORED_COLUMN_IDS.filter((name) => name !== 'email' && name !== 'rawData'),
    () => null,
  );
  before = (query) =>
    query.get('orderByField') === 'id'
      ? { kind: 'answer', status: 200, body: JSON.stringify([{ ...shown, ...rest }]) }
      : NONE;
  await sync();
  expect((await mirrored()).map(({ id }) => id)).toEqual([3]);
  mirror.backend.config.privacyLevel = level;
});
