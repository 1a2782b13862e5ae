import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import type { Ticket } from '../../contract/columns/columns';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { ChangingDesk } from '../../testing/upstream/changingDesk';
import type { Fault } from '../../testing/upstream/faultyProxy';
import { mirrorTest, NONE, PAGE_ROWS, plan, rowsOf } from '../../testing/upstream/mirrorTest';
import { startUpstream } from '../../testing/upstream/upstream';
import { exportUrl } from '../config/upstreamUrl';
import { Random } from '../demo/random';
import { readSync } from './syncStore';

/** A mirror of a second server of our own that changes between any two pages, behind a connection that breaks. */

const test = mirrorTest(() => startUpstream());

test.afterEach(async ({ upstream }) => {
  await upstream.remove(rowsOf(await exported(upstream.url, upstream.token)).map(({ id }) => Number(id)));
});

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
    const local = new Date(plan.now.getTime() + hours * HOUR_SECONDS * 1000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    const desk = new ChangingDesk(run * 1000, 30, local);
    await upstream.put([...desk.tickets.values()]);
    let busy = true;
    const pass = (seconds: number) => {
      desk.pass(seconds);
      plan.now = new Date(plan.now.getTime() + seconds * 1000);
    };
    plan.before = async () => {
      if (busy && random.chance(0.4)) {
        pass(random.between(0, 90));
        await upstream.put(desk.work());
      }
      return random.pick(FAULTS);
    };
    for (let round = 0; round < 3; round += 1) {
      await sync();
      // Clocks are put back once; what changes in the repeated hour looks older than what is known.
      if (round === 1) desk.pass(-HOUR_SECONDS);
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
  plan.before = async (query) => {
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
  plan.before = () => {
    if (proxy.asked.length === 8) stop.abort(new Error('stopped'));
    return NONE;
  };
  await expect(sync({ signal: stop.signal })).rejects.toThrow('stopped');
  expect(await mirrored()).toEqual([]);
  const cut = await readSync(mirror.backend);
  expect(cut).toMatchObject({ marks: null, synced_at: null, failure: null, run: { rows: 4 * PAGE_ROWS } });
  plan.before = () => NONE;
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
  plan.now = new Date(plan.now.getTime() + DAY_SECONDS * 1000);
  expect(await sync()).toMatchObject({ whole: true });
  expect(await mirrored()).toEqual(inOrder(desk.tickets.values()));
  const kept = desk.tickets.size;
  await upstream.remove([...desk.tickets.keys()]);
  await expect(sync({ whole: true })).rejects.toThrow('The upstream sent 0 tickets where at least');
  expect(await mirrored()).toHaveLength(kept);
  await sync({ replace: true });
  expect(await mirrored()).toEqual([]);
});

test('a whole run that a clock has dated next year does not put off the next one until then', async ({
  upstream,
  mirrored,
  sync,
}) => {
  const desk = new ChangingDesk(9, 20, '2026-03-10 12:00:00');
  await upstream.put([...desk.tickets.values()]);
  const { now } = plan;
  plan.now = new Date(now.getTime() + 365 * DAY_SECONDS * 1000);
  expect(await sync()).toMatchObject({ whole: true });
  plan.now = now;
  await upstream.remove(desk.drop(5));
  expect(await sync()).toMatchObject({ whole: true });
  expect(await mirrored()).toEqual(inOrder(desk.tickets.values()));
  expect(await sync()).toMatchObject({ whole: false });
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
    plan.before = () => (proxy.asked.length > asked + 5 ? fault : NONE);
    await expect(sync({ whole: true })).rejects.toThrow(reason);
    expect(await mirrored()).toEqual(stored);
    expect((await readSync(mirror.backend))?.failure).toMatch(reason);
    plan.before = () => NONE;
    await sync();
    expect(await readSync(mirror.backend)).toMatchObject({ failure: null, failing_since: null, run: null });
    expect(await mirrored()).toEqual(inOrder(desk.tickets.values()));
  },
);
