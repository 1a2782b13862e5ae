import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { filterArbitrary } from '../../testing/filterArbitrary';
import { matches } from '../../testing/matchFilters';
import { randomTickets } from '../../testing/ticketFactory';
import type { Ticket } from '../columns/columns';
import { type Filter, labelOf } from '../query/filters';
import { resolveBound } from '../time/timeBounds';
import { formatWallTime, parseWallTime } from '../time/wallTime';
import { describeFilter, describeFilters } from './describeFilter';

function sentence(filter: Filter): string {
  const { subject, condition } = describeFilter(filter);
  return `${subject} ${condition}`;
}

describe('values', () => {
  test.each<[Filter, string]>([
    [{ key: 'channel', comparator: '=', value: 'chat' }, 'Channel is chat'],
    [{ key: 'channel', comparator: 'in', values: ['email', 'chat'] }, 'Channel is email or chat'],
    [{ key: 'channel', comparator: 'in', values: ['email', 'email'] }, 'Channel is email'],
    [{ key: 'channel', comparator: 'in', values: ['email', 'chat', 'phone'] }, 'Channel is email, chat or phone'],
    [{ key: 'topic', comparator: '!=', value: 'Spam' }, 'Topic is not Spam'],
    [{ key: 'topic', comparator: '!=', value: 'Spam', orEmpty: true }, 'Topic is not Spam or is empty'],
    [{ key: 'channel', comparator: 'notIn', values: ['email', 'chat'] }, 'Channel is neither email nor chat'],
    [{ key: 'channel', comparator: 'notIn', values: ['in', 'out', 'x'] }, 'Channel is none of in, out or x'],
    [
      { key: 'topic', comparator: 'notIn', values: ['a', 'b', 'c'], orEmpty: true },
      'Topic is none of a, b or c, or is empty',
    ],
    [{ key: 'topic', comparator: 'contains', value: 'bill' }, 'Topic contains “bill”'],
    [{ key: 'topic', comparator: '>', value: 'M' }, 'Topic sorts after M'],
    [{ key: 'topic', comparator: 'between', from: 'a', to: 'c' }, 'Topic sorts between a and c'],
    [{ key: 'dueBy', comparator: 'isEmpty' }, 'Due is empty'],
    [{ key: 'email', comparator: 'isNotEmpty' }, 'Agent is not empty'],
    [{ key: 'secondsToClose', comparator: '>', value: 187_200 }, 'Time to close more than 2 d 4 h'],
    [{ key: 'secondsToClose', comparator: '>=', value: 90_061 }, 'Time to close at least 1 d 1 h 1 min 1 s'],
    [{ key: 'secondsClosedAfterSLA', comparator: '<=', value: -3600 }, 'Closed after deadline at most −1 h'],
    [{ key: 'againstDeadline', comparator: '<', value: 7200 }, 'Against deadline before 2 h past it'],
    [{ key: 'againstDeadline', comparator: '>', value: -3600 }, 'Against deadline after 1 h ahead of it'],
    [{ key: 'allTags', comparator: 'contains', value: 'vip' }, 'Tags contain “vip”'],
    [{ key: 'secondsToClose', comparator: 'between', from: 0, to: 60 }, 'Time to close between 0 s and 1 min'],
    [{ key: 'customerLegitimation', comparator: '<', value: 20 }, 'Customer legitimation less than 20 %'],
    [{ key: 'incomingMessages', comparator: '=', value: 1204 }, 'Incoming messages are 1,204'],
    [{ key: 'id', comparator: 'in', values: [4711, 4712] }, 'Id is 4711 or 4712'],
    [{ key: 'slaState', comparator: '=', value: 'breachedOpen' }, 'Service level is overdue, not closed'],
    [
      { key: 'slaState', comparator: 'in', values: ['breachedClosed', 'breachedOpen'] },
      'Service level is closed late or “overdue, not closed”',
    ],
    [{ key: 'dataCheck', comparator: '!=', value: 'noDeadline' }, 'Data check is not no deadline'],
  ])('%j', (filter, expected) => {
    expect(sentence(filter)).toBe(expected);
  });

  it('counts what it does not list', () => {
    const values = Array.from({ length: 1000 }, (_, index) => `T${index}`);
    expect(sentence({ key: 'topic', comparator: 'in', values: values.slice(0, 12) })).toBe(
      'Topic is one of 12 values: T0, T1, T2 and 9 more',
    );
    expect(sentence({ key: 'topic', comparator: 'notIn', values, orEmpty: true })).toBe(
      'Topic is none of 1,000 values: T0, T1, T2 and 997 more, or is empty',
    );
  });
});

describe('times', () => {
  const between = (from: string, to: string): Filter => ({ key: 'createdAt', comparator: 'between', from, to });
  test.each<[Filter, string]>([
    [between('now-30d', 'now'), 'in the last 30 days'],
    [between('now-1M', 'now'), 'in the last 1 month'],
    [between('now', 'now+3d'), 'in the next 3 days'],
    [between('now-1M/M', 'now-1M/M'), 'last month'],
    [between('now/d', 'now/d'), 'today'],
    [between('now/w', 'now'), 'from this week to now'],
    [between('now-7d/d', 'now/d'), 'from the day 7 days ago to today'],
    [between('now-30d/M', 'now/M'), 'from the month of 30 days ago to this month'],
    [between('2026-10-01', '2026-10-31'), 'from 1 Oct 2026 to 31 Oct 2026'],
    [between('2026-10-05 00:00:00', '2026-10-11 23:59:59'), 'from 5 Oct 2026 to 11 Oct 2026'],
    [between('2026-10-05 00:00:00', '2026-10-05'), 'on 5 Oct 2026'],
    [between('2026-10-05 08:00:00', '2026-10-05 09:00:00'), 'on 5 Oct 2026, 08:00 to 09:00'],
    [between('2026-10-05 08:00:00', '2026-10-05 09:59:59'), 'on 5 Oct 2026, 08:00 to 09:59'],
    [between('2026-10-05', '2026-10-05 11:29:59'), 'on 5 Oct 2026, 00:00 to 11:29:59'],
    [between('2026-10-05 22:00:00', '2026-10-06 05:59:59'), 'from 5 Oct 2026, 22:00 to 6 Oct 2026, 05:59'],
    [{ key: 'createdAt', comparator: '=', value: 'now-1d/d' }, 'yesterday'],
    [{ key: 'createdAt', comparator: '=', value: 'now-1h/h' }, 'the previous hour'],
    [{ key: 'createdAt', comparator: '=', value: 'now-2M/M' }, 'the month before last'],
    [{ key: 'createdAt', comparator: '=', value: '2026-10-01' }, 'on 1 Oct 2026'],
    [{ key: 'createdAt', comparator: '=', value: '2026-10-01 00:00:00' }, 'at 1 Oct 2026, 00:00:00'],
    [{ key: 'createdAt', comparator: '!=', value: 'now/d' }, 'not today'],
    [{ key: 'createdAt', comparator: '<', value: 'now+3d' }, 'before 3 days from now'],
    [{ key: 'createdAt', comparator: '<', value: '2026-10-01 00:00:00' }, 'before 1 Oct 2026'],
    [{ key: 'createdAt', comparator: '>', value: '2026-10-01 00:00:00' }, 'after 1 Oct 2026, 00:00:00'],
    [{ key: 'createdAt', comparator: '>', value: '2026-10-01' }, 'after 1 Oct 2026'],
    [{ key: 'createdAt', comparator: '>=', value: '2026-10-01' }, 'on or after 1 Oct 2026'],
    [{ key: 'createdAt', comparator: '>=', value: 'now-1M/M' }, 'in or after last month'],
    [{ key: 'createdAt', comparator: '>=', value: 'now-30d' }, 'from 30 days ago on'],
    [{ key: 'createdAt', comparator: '<=', value: '2026-10-01 13:58:00' }, 'at or before 1 Oct 2026, 13:58:00'],
    [{ key: 'createdAt', comparator: '<=', value: 'now' }, 'up to now'],
    [{ key: 'createdAt', comparator: 'in', values: ['now/d', 'now-1M/M'] }, 'today or last month'],
    [{ key: 'createdAt', comparator: 'in', values: ['2026-10-01', '2026-10-03'] }, 'on 1 Oct 2026 or 3 Oct 2026'],
    [{ key: 'createdAt', comparator: 'in', values: ['2026-10-01', 'now/M'] }, 'within 1 Oct 2026 or this month'],
    [
      { key: 'closedAt', comparator: 'notIn', values: ['2026-10-01', '2026-10-03'], orEmpty: true },
      'not on 1 Oct 2026 or 3 Oct 2026, or is empty',
    ],
  ])('%j', (filter, expected) => {
    expect(describeFilter(filter).condition).toBe(expected);
  });
});

describe('hostile text', () => {
  const topic = (value: string) => describeFilter({ key: 'topic', comparator: '=', value }).condition;
  test.each([
    ['Spam or Billing', 'is “Spam or Billing”'],
    ['Billing, Refund', 'is “Billing, Refund”'],
    ['not Spam', 'is “not Spam”'],
    ['empty', 'is “empty”'],
    ['a; Channel is chat', 'is “a; Channel is chat”'],
    ['a” or “b', 'is “a\\” or \\“b”'],
    ['two\nlines\tand a tab', 'is “two↵lines␉and a tab”'],
    ['\u202egnp.exe', 'is “\ufffdgnp.exe”'],
    [' spaces ', 'is “ spaces ”'],
    ['<b>x</b>', 'is “<b>x</b>”'],
    ['O’Brien', 'is O’Brien'],
    ['支払い督促', 'is 支払い督促'],
    ['👩‍🚀', 'is “👩‍🚀”'],
  ])('%j', (value, expected) => {
    expect(topic(value)).toBe(expected);
  });

  it('cuts long text without cutting a character, and says how long it is', () => {
    expect(topic('🙂'.repeat(10_000))).toBe(`is “${'🙂'.repeat(60)}…” (10,000 characters)`);
  });
});

const AS_OF = { time: '2026-11-23 14:05:00', timeZone: 'UTC', hidesLaterClosings: false };

/** Every filter on a key that these operands make, and tickets that differ wherever the operands do. */
const TIMES =
  '2026-10-01|2026-10-01 00:00:00|2026-10-01 23:59:59|now|now/d|now-1d|now-1d/d|now+1d|now-1M|now-1M/M|now/M|now-30d/M|now-2M/M'.split(
    '|',
  );
const TEXTS = ['Spam', 'Billing', 'Spam or Billing', 'Spam, Billing', 'not Spam', 'empty', '“Spam”', 'neither', 'nor'];

function filtersOf(key: 'closedAt' | 'topic', operands: readonly string[]): Filter[] {
  const pairs = operands.flatMap((a) => operands.map((b): [string, string] => [a, b]));
  const orEmpty = { orEmpty: true as const };
  const singles = operands.flatMap((value): Filter[] => [
    ...(['=', '>', '<', '>=', '<='] as const).map((comparator) => ({ key, comparator, value })),
    { key, comparator: '!=', value },
    { key, comparator: '!=', value, ...orEmpty },
  ]);
  const doubles = pairs.flatMap(([from, to]): Filter[] => [
    { key, comparator: 'between', from, to },
    { key, comparator: 'in', values: [from, to] },
    { key, comparator: 'notIn', values: [from, to] },
    { key, comparator: 'notIn', values: [from, to], ...orEmpty },
  ]);
  return [{ key, comparator: 'isEmpty' }, { key, comparator: 'isNotEmpty' }, ...singles, ...doubles];
}

/** The seconds at which a bound begins and ends, and those beside them. */
function edgesOf(bound: string): string[] {
  const { first, last } = resolveBound(bound, AS_OF.time) ?? { first: bound, last: bound };
  const near = [first, last].map((time) => parseWallTime(time) ?? 0);
  return near.flatMap((seconds) => [seconds - 1, seconds, seconds + 1].map(formatWallTime));
}

describe('meaning', () => {
  const [blank] = randomTickets(7, 1);
  test.each([
    ['closedAt', TIMES, TIMES.flatMap(edgesOf)],
    ['topic', TEXTS, [...TEXTS, ...TEXTS.map((text) => `${text} `)]],
  ] as const)('%s: equal words only for filters that keep the same tickets', (key, operands, values) => {
    const tickets = [null, ...values].map((value) => ({ ...blank, [key]: value }) as Ticket);
    const seen = new Map<string, { filter: Filter; kept: string }>();
    for (const filter of filtersOf(key, operands)) {
      const kept = tickets.map((ticket) => (matches(ticket, filter, AS_OF) ? 1 : 0)).join('');
      const other = seen.get(sentence(filter));
      expect(other?.kept ?? kept, `${sentence(filter)}: ${JSON.stringify([other?.filter, filter])}`).toBe(kept);
      seen.set(sentence(filter), { filter, kept });
    }
    expect(seen.size).toBeGreaterThan(200);
  });

  it('is one line of visible text, beginning with the column, whatever the filter holds', () => {
    fc.assert(
      fc.property(filterArbitrary(), (filter) => {
        expect(sentence(filter).startsWith(`${labelOf(filter.key)} `)).toBe(true);
        expect(sentence(filter)).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|undefined|NaN/u);
      }),
    );
  });
});

describe('describeFilters', () => {
  it('joins all filters, and says when there are none', () => {
    expect(describeFilters([])).toBe('all tickets');
    expect(
      describeFilters([
        { key: 'createdAt', comparator: 'between', from: 'now-90d', to: 'now' },
        { key: 'channel', comparator: 'in', values: ['email', 'chat'] },
      ]),
    ).toBe('Created in the last 90 days; Channel is email or chat');
  });
});
