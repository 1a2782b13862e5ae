import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { TEST_STATE } from '../../testing/testState';
import { logger } from '../log/logger';
import { migrate } from '../state/migrations';
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
  if (existsSync(TEST_STATE)) cpSync(TEST_STATE, folder, { recursive: true });
  state = await openPglite(folder);
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
    const written = async (userId: string, age: number, days: number) => {
      const entry: NewEntry = { kind: 'seen', ...nobody(NO_ORIGIN), userId, at: ago(age) };
      await insertEntries(state, entryValues([entry], new Date(), days));
    };
    await written('prune promised for longer', 20, 30);
    await written('prune over', 20, 10);
    await written('prune set for longer', 12, 10);
    await pruneEntries(state, 15);
    const left = (await entriesOf('prune')).map(({ userId }) => userId);
    expect(left).toEqual(['prune set for longer', 'prune promised for longer']);
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

  test('from ever new addresses fill neither the memory nor the audit', () => {
    const { added, counts } = counted();
    for (let each = 0; each < 5000; each += 1) counts.count(refused(null, 'GET /profile', `2001:db8::${each}`));
    counts.flush();
    expect(added).toHaveLength(201);
    expect(added.reduce((sum, { times = 1 }) => sum + times, 0)).toBe(5000);
    expect(added.at(-1)).toMatchObject({ address: null, times: 4800 });
  });
});
