import { expect, test } from 'vitest';
import type { Filter } from '../../contract/query/filters';
import { joined, withPicked } from './withPicked';

const BILLING: Filter = { key: 'topic', comparator: '=', value: 'Billing' };
const MOVING: Filter = { key: 'topic', comparator: '=', value: 'Moving' };
const EITHER: Filter = { key: 'topic', comparator: 'in', values: ['Billing', 'Moving'] };
const CHAT: Filter = { key: 'channel', comparator: '=', value: 'chat' };
const OPEN: Filter = { key: 'closedAt', comparator: 'isEmpty' };
const LAST_DAYS: Filter = { key: 'createdAt', comparator: 'between', from: 'now-90d', to: 'now' };
const OLD: Filter = { key: 'createdAt', comparator: '<=', value: 'now-7d' };

test.for<[string, Filter[], Filter[], Filter[]]>([
  ['what a mark stands for is added', [CHAT], [OPEN, OLD], [CHAT, OPEN, OLD]],
  ['what stands already is not added twice', [CHAT, OPEN], [OPEN, OLD], [CHAT, OPEN, OLD]],
  ['the second click takes it back', [CHAT, OPEN, OLD], [OPEN, OLD], [CHAT]],
  ['no filter takes nothing back', [CHAT], [], [CHAT]],
  ['two values of one column mean either', [BILLING, CHAT], [MOVING], [EITHER, CHAT]],
  ['one of several values means this one alone', [EITHER, CHAT], [MOVING], [MOVING, CHAT]],
  ['several values that stand for more than one means all of them', [BILLING], [EITHER], [EITHER]],
  [
    'of periods there is one',
    [LAST_DAYS, CHAT, OLD],
    [{ ...LAST_DAYS, from: 'now-365d' }],
    [{ ...LAST_DAYS, from: 'now-365d' }, CHAT, OLD],
  ],
  [
    'a time before the period takes its place, and the other way round',
    [{ key: 'createdAt', comparator: '>=', value: '2026-10-01' }, LAST_DAYS, CHAT, OLD],
    [{ key: 'createdAt', comparator: '<', value: '2026-10-01' }, OPEN],
    [{ key: 'createdAt', comparator: '<', value: '2026-10-01' }, CHAT, OLD, OPEN],
  ],
  ['times are joined by "and"', [OLD], [{ ...OLD, value: 'now-1d' }], [OLD, { ...OLD, value: 'now-1d' }]],
])('%s', ([_, filters, picked, expected]) => {
  expect(withPicked(filters, picked)).toEqual(expected);
});

test('values of one column are joined, anything else is not', () => {
  expect(joined([BILLING])).toEqual(BILLING);
  expect(joined([BILLING, MOVING, BILLING])).toEqual(EITHER);
  expect(joined([EITHER, { key: 'topic', comparator: '=', value: 'Other' }])).toMatchObject({
    values: ['Billing', 'Moving', 'Other'],
  });
  for (const filters of [[], [BILLING, CHAT], [BILLING, OPEN], [BILLING, { key: 'topic', comparator: 'isEmpty' }]]) {
    expect(joined(filters as Filter[])).toBeUndefined();
  }
});
