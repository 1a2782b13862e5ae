import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect } from 'vitest';
import { STORED_COLUMN_IDS, type Ticket } from '../../contract/columns/columns';
import { recordOf } from '../../contract/recordOf';
import type { Fault } from '../../testing/upstream/faultyProxy';
import { mirrorTest, NONE, PAGE_ROWS, plan } from '../../testing/upstream/mirrorTest';
import { startSmallDesk } from '../../testing/upstream/smallDesk';
import { spoolPages } from './spool';

/** An upstream that sends something else than it was asked for, or nothing for a while. */

const test = mirrorTest(startSmallDesk);

test.afterEach(({ upstream }) => {
  upstream.rows = [];
});

const row = (id: number, more: Partial<Ticket> = {}) => ({
  ...recordOf(STORED_COLUMN_IDS, () => null),
  id,
  createdAt: '2024-01-01 00:00:00',
  ...more,
});

test('a ticket that is not understood is counted, and the others are stored', async ({ upstream, mirrored, sync }) => {
  upstream.rows = [row(1, { topic: 'Billing' }), row(2)];
  const body = upstream.rows.map((each) =>
    each.id === 1 ? { ...each, channel: 'telepathy', spamStatus: 'ham' } : each,
  );
  plan.before = (query) =>
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
  plan.before = () => NONE;
  expect(await sync({ whole: true })).toMatchObject({ rejected: 0 });
  expect(readdirSync(dirname(rejectPath))).toEqual([]);
});

test('waits as long as the upstream says, and longer every time it does not', async ({ sync }) => {
  const waits: number[] = [];
  const faults: Fault[] = [
    { kind: 'answer', status: 429, headers: { 'Retry-After': '7' } },
    { kind: 'answer', status: 503 },
    { kind: 'answer', status: 500 },
    { kind: 'cut' },
  ];
  plan.before = () => faults.shift() ?? NONE;
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
  test.for([
    ['out of order', [row(2), row(1)], 'the order by id is not followed'],
    ['beside the filter', [row(1, { modifiedAt: null })], 'a filter on modifiedAt is not followed'],
    ['too many', Array.from({ length: PAGE_ROWS + 1 }, (_, id) => row(id)), 'where at most 7 were asked for'],
    ['without agents', [{ ...row(1), email: undefined, rawData: undefined }], 'does not send email and rawData'],
    ['without a column', [{ ...row(1), topic: undefined }], 'does not send topic'],
  ] as const)('%s', async ([_name, rows, reason], { mirrored, sync }) => {
    plan.before = (query) => {
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
  plan.before = (query) =>
    query.get('orderByField') === 'id'
      ? { kind: 'answer', status: 200, body: JSON.stringify([{ ...shown, ...rest }]) }
      : NONE;
  await sync();
  expect((await mirrored()).map(({ id }) => id)).toEqual([3]);
  mirror.backend.config.privacyLevel = level;
});
