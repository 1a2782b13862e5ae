import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { copyTestState } from '../../testing/testState';
import { logger } from '../log/logger';
import { migrate } from '../state/migrate';
import { openPglite } from '../state/pgliteStore';
import { createRowKeys } from '../state/rowKeys';
import type { StateStore } from '../state/stateStore';
import { Audit } from './audit';
import { entryValues, insertEntries, insertEntriesSql, pruneEntries } from './auditStore';
import { type NewEntry, NO_ORIGIN, nobody } from './newEntry';
import { OncePerHour } from './oncePerHour';
import { RefusalCounts } from './refusalCounts';

/** On the real store. */

const SECRET = Buffer.from('a-secret-for-tests-that-is-long-enough');
const ANNA = {
  userId: 'secret:anna',
  userEmail: 'anna@example.com',
  level: 'full',
  address: '192.0.2.7',
  program: null,
} as const;
const UTC = { timeZone: 'UTC' };
let folder: string;
let state: StateStore;
let audit: Audit;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ticketlens-audit-'));
  state = await openPglite(copyTestState(folder));
  await migrate(state, createRowKeys(SECRET));
  audit = open();
});
afterAll(async () => {
  await audit.stop();
  await state.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => vi.restoreAllMocks());

function open(store: StateStore = state): Audit {
  return new Audit({ config: { auditDays: 400 }, state: store, secret: SECRET, now: () => new Date() });
}

const entriesOf = async (user: string) => (await audit.read({ ...UTC, user }, { limit: 100 })).entries;

test('an entry comes back as it was recorded', async () => {
  const recorded = {
    kind: 'downloaded',
    ...ANNA,
    detail: 'csv',
    query: 'filters[0][key]=topic',
    columns: ['id', 'email'],
    chosenBy: ['topic'],
    rows: 5_000_000_000,
  } as const;
  await audit.record(recorded);
  const [entry] = await entriesOf('ANNA@');
  expect(entry).toMatchObject({ ...recorded, times: 1 });
  expect(Math.abs(Date.now() - Date.parse(entry?.at ?? ''))).toBeLessThan(60_000);
});

describe('append-only', () => {
  test.for([
    "UPDATE audit SET email = 'somebody@else.example'",
    'DELETE FROM audit',
    "DELETE FROM audit WHERE kept_until > now() + interval '399 days'",
    'TRUNCATE audit',
  ])('%s is refused by the store itself', async (text) => {
    await audit.record({ kind: 'signedIn', ...ANNA });
    const before = await state.query('SELECT * FROM audit ORDER BY id');
    await expect(state.query(text)).rejects.toThrow('The audit takes entries and gives up none before its time');
    expect(await state.query('SELECT * FROM audit ORDER BY id')).toEqual(before);
  });

  test('only what is older than was promised at its writing, and than is set now, is removed', async () => {
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
    const written = async (userId: string, age: number, days: number, count = 1) => {
      const entry: NewEntry = { kind: 'seen', ...nobody(NO_ORIGIN), userId, at: ago(age) };
      const entries = Array.from({ length: count }, () => entry);
      await insertEntries(state, entryValues(entries, new Date(), days));
    };
    await written('prune promised for longer', 20, 30);
    await written('prune over', 20, 10);
    await written('prune set for longer', 12, 10);
    await pruneEntries(state, 15);
    const left = (await entriesOf('prune')).map(({ userId }) => userId);
    expect(left).toEqual(['prune set for longer', 'prune promised for longer']);
    // In steps: those that stay are no end of them.
    await written('steps that stay', 20, 10, 1100);
    await written('steps that go', 25, 16, 3);
    await pruneEntries(state, 22);
    const steps = (await audit.read({ ...UTC, user: 'steps' }, { limit: 2000 })).entries;
    expect(steps.map(({ userId }) => userId)).toEqual(Array.from({ length: 1100 }, () => 'steps that stay'));
  });
});

describe('reading', () => {
  /** Entries of one user, `n` seconds after the begin of 2020. */
  const fill = (user: string, from: number, to: number) =>
    state.query(
      `INSERT INTO audit (at, kind, user_id, times, kept_until)
       SELECT timestamptz '2020-01-01 00:00:00Z' + make_interval(secs => n), 'seen', $1 || n, 1, now() + interval '1 day'
       FROM generate_series($2::int, $3::int) AS n`,
      [user, from, to],
    );

  test('goes through any number of entries in steps that hold nobody up, and stops when nobody waits', async () => {
    await fill('wanted ', 0, 2);
    await fill('others ', 3, 11_002);
    const query = vi.spyOn(state, 'query');
    const wanted = { ...UTC, user: 'wanted ' };
    const newest = await audit.read(wanted, { limit: 2 });
    expect(newest.entries.map(({ userId }) => userId)).toEqual(['wanted 2', 'wanted 1']);
    expect(query.mock.calls.length).toBeGreaterThan(4);
    const oldest = await audit.read(wanted, { limit: 2, before: newest.next ?? 0 });
    expect(oldest).toMatchObject({ entries: [{ userId: 'wanted 0' }], next: null });
    // As many as are looked through at once, and one more or less.
    for (const count of [4999, 5000, 5001]) {
      const { entries, next } = await audit.read({ ...UTC, user: 'others ' }, { limit: count });
      expect([entries.length, new Set(entries.map(({ id }) => id)).size]).toEqual([count, count]);
      expect(next).toBe(entries.at(-1)?.id);
    }
    query.mockClear();
    const gone = new AbortController();
    gone.abort();
    await expect(audit.read(wanted, { limit: 2 }, gone.signal)).rejects.toThrow('abort');
    expect(query).not.toHaveBeenCalled();
  });

  test('is by time, also where entries were written late, and before an id that is nobody’s', async () => {
    await fill('late ', 100_001, 100_001);
    await fill('late ', 100_000, 100_000);
    await fill('late ', 100_002, 100_002);
    const { entries } = await audit.read({ ...UTC, user: 'late ' }, { limit: 10 });
    expect(entries.map(({ userId }) => userId)).toEqual(['late 100002', 'late 100001', 'late 100000']);
    const after = Number.MAX_SAFE_INTEGER;
    expect((await audit.read({ ...UTC, user: 'late ' }, { limit: 10, before: after })).entries).toEqual(entries);
    expect(await audit.read(UTC, { limit: 10, before: 0 })).toEqual({ entries: [], next: null });
    // The older of both ends counts.
    const day = { ...UTC, user: 'late ', from: '2020-01-02', to: '2020-01-02' };
    const [newest, , oldest] = entries;
    for (const before of [undefined, after])
      expect((await audit.read(day, { limit: 10, before })).entries).toEqual(entries);
    expect((await audit.read(day, { limit: 10, before: newest?.id })).entries).toEqual(entries.slice(1));
    expect((await audit.read({ ...day, to: '2020-01-01' }, { limit: 10, before: oldest?.id })).entries).toEqual([]);
    expect((await audit.read({ ...day, from: '2020-01-03' }, { limit: 10, before: after })).entries).toEqual([]);
  });

  test('of many at once stands in one line: no more than one statement is before others’', async () => {
    let [running, most] = [0, 0];
    const { query } = state;
    vi.spyOn(state, 'query').mockImplementation(async (text, values) => {
      running += 1;
      most = Math.max(most, running);
      const rows = await query.call(state, text, values);
      running -= 1;
      return rows;
    });
    await Promise.all(Array.from({ length: 10 }, () => audit.read({ ...UTC, user: 'nobody' }, { limit: 1 })));
    expect(most).toBe(1);
  });
});

describe('noted entries', () => {
  test('are written together, and what the store does not take now it takes later', async () => {
    const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
    const query = vi.spyOn(state, 'query').mockRejectedValueOnce(new Error('away'));
    audit.note({ kind: 'seen', ...ANNA, userId: 'noted 1' });
    audit.note({ kind: 'seen', ...ANNA, userId: 'noted 2' });
    expect(query).not.toHaveBeenCalled();
    await audit.read(UTC, { limit: 1 });
    expect(log).toHaveBeenCalledOnce();
    expect((await entriesOf('noted')).map(({ userId }) => userId)).toEqual(['noted 2', 'noted 1']);
  });

  test('are written within a second without anybody asking', async () => {
    audit.note({ kind: 'seen', ...ANNA, userId: 'by itself' });
    const count = "SELECT 1 FROM audit WHERE user_id = 'by itself'";
    await vi.waitFor(async () => expect(await state.query(count)).toHaveLength(1), { timeout: 10_000, interval: 50 });
  });

  test('of a store that was away are written in several statements, each short', async () => {
    const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
    const away = vi.spyOn(state, 'query').mockRejectedValue(new Error('away'));
    for (let each = 0; each < 1200; each += 1) audit.note({ kind: 'seen', ...ANNA, userId: 'after an outage' });
    await vi.waitFor(() => expect(log).toHaveBeenCalled());
    away.mockRestore();
    const query = vi.spyOn(state, 'query');
    await audit.read(UTC, { limit: 1 });
    const inserts = query.mock.calls.filter(([text]) => text.startsWith('INSERT'));
    expect(inserts.map(([, values]) => JSON.stringify(values).split('after an outage').length - 1)).toEqual([
      500, 500, 200,
    ]);
    expect(await state.query("SELECT 1 FROM audit WHERE user_id = 'after an outage'")).toHaveLength(1200);
  });

  test('are written when the server stops', async () => {
    const other = open();
    other.note({ kind: 'seen', ...ANNA, userId: 'at the end' });
    other.noteRefused({ ...nobody(NO_ORIGIN), detail: 'knocks at the end' });
    await other.stop();
    expect(await entriesOf('at the end')).toHaveLength(1);
    const { entries } = await audit.read({ ...UTC, kind: 'refused' }, { limit: 100 });
    expect(entries.filter(({ detail }) => detail === 'knocks at the end')).toHaveLength(1);
  });

  test('of the same report are one an hour, however many processes share the store', async () => {
    const other = open();
    const seen: NewEntry = { kind: 'seen', ...ANNA, userId: 'once' };
    for (const each of [audit, other, audit]) {
      each.noteOnce(seen, ['rows', 'topic=Billing']);
      each.noteOnce(seen, ['rows', 'topic=Moving']);
      each.noteOnce({ ...seen, level: 'none' }, ['rows', 'topic=Moving']);
    }
    await other.stop();
    expect((await entriesOf('once')).map(({ level }) => level)).toEqual(
      expect.arrayContaining(['full', 'full', 'none']),
    );
    expect(await entriesOf('once')).toHaveLength(3);
  });
});

test('the key of a report is another one in the next hour, for another server, and tells nothing', () => {
  const now = new Date('2026-10-01T10:59:59Z');
  const once = new OncePerHour(SECRET);
  const key = once.first(['seen', 'anna'], now);
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(once.first(['seen', 'anna'], new Date('2026-10-01T10:00:00Z'))).toBeUndefined();
  const later = once.first(['seen', 'anna'], new Date('2026-10-01T11:00:00Z'));
  expect(later).toBeDefined();
  expect(later).not.toBe(key);
  expect(new OncePerHour(SECRET).first(['seen', 'anna'], now)).toBe(key);
  expect(new OncePerHour(Buffer.from('another secret')).first(['seen', 'anna'], now)).not.toBe(key);
});

test('what cannot be recorded is refused, in words that tell when to ask again', async () => {
  const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
  vi.spyOn(state, 'query').mockRejectedValueOnce(new Error('away'));
  await expect(audit.record({ kind: 'downloaded', ...ANNA })).rejects.toMatchObject({
    status: 503,
    details: { retryAfter: 5 },
  });
  expect(log).toHaveBeenCalledOnce();
});

test('an entry is written with the change that it tells of, or not at all', async () => {
  await state.query('CREATE TEMPORARY TABLE things (n int)');
  const change = (condition: string) =>
    `WITH changed AS (INSERT INTO things SELECT 1 WHERE ${condition} RETURNING n), audited AS (${insertEntriesSql(1, 'changed')}) SELECT n FROM changed`;
  const values = audit.values([{ kind: 'queued', ...ANNA, userId: 'with a change' }]);
  await state.query(change('false'), values);
  expect(await entriesOf('with a change')).toHaveLength(0);
  await state.query(change('true'), values);
  expect(await entriesOf('with a change')).toHaveLength(1);
});

describe('refusals', () => {
  const refused = (userId: string | null, detail: string, address = '192.0.2.1'): NewEntry => ({
    kind: 'refused',
    ...ANNA,
    userId,
    detail,
    address,
  });
  const counted = () => {
    const added: NewEntry[] = [];
    return { added, counts: new RefusalCounts((entry) => added.push(entry)) };
  };

  test('of nobody in particular are one entry a minute with their number', () => {
    const { added, counts } = counted();
    for (let times = 0; times < 1000; times += 1) counts.count(refused(null, 'GET /profile'));
    expect(added).toEqual([]);
    counts.flush();
    expect(added).toEqual([{ ...refused(null, 'GET /profile'), times: 1000 }]);
    counts.flush();
    expect(added).toHaveLength(1);
  });

  test('of a user are written at once, and their repetitions counted', () => {
    const { added, counts } = counted();
    for (let times = 0; times < 3; times += 1) counts.count(refused('anna', 'GET /audit'));
    expect(added).toEqual([refused('anna', 'GET /audit')]);
    counts.flush();
    expect(added).toEqual([refused('anna', 'GET /audit'), { ...refused('anna', 'GET /audit'), times: 2 }]);
  });

  test('of strangers hide nothing of those of a user', () => {
    const { added, counts } = counted();
    for (let each = 0; each < 5000; each += 1) counts.count(refused(null, 'GET /profile', `2001:db8::${each}`));
    counts.count(refused('anna', 'GET /audit'));
    expect(added).toEqual([refused('anna', 'GET /audit')]);
    counts.flush();
  });

  test('of ever new queries are written with the first of them', () => {
    const { added, counts } = counted();
    for (let each = 0; each < 50; each += 1) {
      counts.count({ ...refused('anna', 'GET /export/reporting_tickets'), query: `limit=${each}` });
    }
    counts.flush();
    expect(added.filter(({ query }) => query !== undefined)).toHaveLength(20);
    expect(added.reduce((sum, { times = 1 }) => sum + times, 0)).toBe(50);
  });

  test('from ever new addresses fill neither the memory nor the audit', () => {
    const { added, counts } = counted();
    for (let each = 0; each < 5000; each += 1) counts.count(refused(null, 'GET /profile', `2001:db8::${each}`));
    counts.flush();
    expect(added).toHaveLength(201);
    expect(added.reduce((sum, { times = 1 }) => sum + times, 0)).toBe(5000);
    expect(added.at(-1)).toMatchObject({ address: null, times: 4800 });
  });
});
