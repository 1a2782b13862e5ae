import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { COLUMN_IDS } from '../../../../contract/columns/columns';
import type { Filter } from '../../../../contract/query/filters';
import { describeFilter, describeFilters } from '../../../../contract/sentences/describeFilter';
import { PHRASE_SCOPE as SCOPE, said } from '../../../../testing/phraseScope';
import { readPhrase } from './readPhrase';

describe('readPhrase', () => {
  test.each([
    ['urgent', 'Priority is urgent'],
    ['urgent or high', 'Priority is high or urgent'],
    ['urgent, high', 'Priority is high or urgent'],
    ['urgent and high tickets', 'Priority is high or urgent'],
    ['High priority', 'Priority is high'],
    ['urgent or high priority', 'Priority is high or urgent'],
    ['priority: high', 'Priority is high'],
    ['priority is one of low, medium', 'Priority is low or medium'],
    ['not chat', 'Channel is not chat'],
    ['not chat or phone', 'Channel is neither phone nor chat'],
    ['channel is not walk-in', 'Channel is not walk-in'],
    ['waiting on third party', 'Status is waiting on third party'],
    ['open', 'Status is open'],
    ['email', 'Channel is email'],
    ['closed', 'Status is closed'],
    ['closed late', 'Service level is closed late'],
    ['overdue', 'Service level is overdue, not closed'],
    ['sla met', 'Service level is met'],
    ['not closed', 'Closed is empty'],
    ['no agent', 'Agent is empty'],
    ['unassigned', 'Agent is empty'],
    ['older than 30 days', 'Created before 30 days ago'],
    ['created more than 30 days ago', 'Created before 30 days ago'],
    ['newer than 2 hours', 'Created after 2 hours ago'],
    ['resolved today', 'Closed today'],
    ['resolved', 'Status is resolved'],
    ['opened yesterday', 'Created yesterday'],
    ['high priority chat this week', 'Priority is high; Channel is chat; Created this week'],
    ['phone tickets closed yesterday', 'Channel is phone; Closed yesterday'],
    ['no deadline', 'Service level is no deadline'],
    ['billing', 'Topic is Billing'],
    ['billing topics', 'Topic is Billing'],
    ['topic billing', 'Topic is Billing'],
    ['billing or moving house', 'Topic is Billing or Moving house'],
    ['terms and conditions', 'Topic is “Terms and conditions”'],
    ['sub topic billing', 'Sub-topic is Billing'],
    ['refund', 'Sub-topic is Refund'],
    ['topic contains bill', 'Topic contains “bill”'],
    ['topic "Spam, or not"', 'Topic is “Spam, or not”'],
    ['agent anna', 'Agent is anna@example.com'],
    ['customer CU-42', 'Customer is CU-42'],
    ['customer is CU-42 or CU-43', 'Customer is CU-42 or CU-43'],
    ['last month', 'Created last month'],
    ['in the last 30 days', 'Created in the last 30 days'],
    ['created last month', 'Created last month'],
    ['created in october 2026', 'Created from 1 Oct 2026 to 31 Oct 2026'],
    ['in october', 'Created from 1 Oct 2026 to 31 Oct 2026'],
    ['closed in may', 'Closed from 1 May 2026 to 31 May 2026'],
    ['due q1', 'Due from 1 Jan 2027 to 31 Mar 2027'],
    ['created since 2026-10-01', 'Created on or after 1 Oct 2026'],
    ['created before 1.10.2026', 'Created before 1 Oct 2026'],
    ['created from 2026-10-01 to 2026-10-07', 'Created from 1 Oct 2026 to 7 Oct 2026'],
    ['closed yesterday', 'Closed yesterday'],
    ['due this week', 'Due this week'],
    ['time to close > 2 d', 'Time to close more than 2 d'],
    ['time to close over 2 days and 4 hours', 'Time to close more than 2 d 4 h'],
    ['closed after deadline at least 1 h', 'Closed after deadline at least 1 h'],
    ['incoming messages between 3 and 5', 'Incoming messages between 3 and 5'],
    ['id 4300498249', 'Id is 4300498249'],
    ['4300498249', 'Id is 4300498249'],
  ])('%s', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it('offers a time that names no column as each of three', () => {
    const phrase = readPhrase('phone last week', SCOPE);
    expect('readings' in phrase && phrase.readings.map(describeFilters)).toEqual([
      'Channel is phone; Created last week',
      'Channel is phone; Closed last week',
      'Channel is phone; Due last week',
    ]);
  });

  it('finds a value with one slip of the finger where that is asked for', () => {
    const near = { ...SCOPE, isNear: true };
    for (const slip of ['urgnet', 'urgen', 'urgentt', 'urgemt', 'priority urgnet']) {
      expect(said(slip, near)).toBe('Priority is urgent');
      if (slip !== 'urgen') expect(said(slip)).toBe('not understood');
    }
    // Four letters have too many neighbours.
    expect(said('urbent, hihg', near)).toBe('not understood from: hihg');
  });

  test.each([
    'urgent or high, billing, created last month, closed late',
    'urgent or high billing topics created last month closed late',
    'high, billing, urgent; created last month and closed late',
    'Urgent or high tickets with billing that were created last month, closed late',
  ])('several at once: %s', (text) => {
    expect(said(text).split('; ')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Priority is/),
        'Topic is Billing',
        'Created last month',
        'Service level is closed late',
      ]),
    );
  });

  it('takes no word from what belongs to another filter', () => {
    expect(said('customer CU-42, urgent')).toBe('Customer is CU-42; Priority is urgent');
    expect(said('created before 2026-10-01 closed late')).toBe(
      'Created before 1 Oct 2026; Service level is closed late',
    );
    expect(said('topic billing, urgent')).toBe('Topic is Billing; Priority is urgent');
    expect(said('status open, closed last month')).toBe('Status is open; Closed last month');
    expect(said('not chat, phone, last month')).toBe('Channel is neither phone nor chat; Created last month');
  });

  test.each([
    ['nonsense', 'not understood'],
    ['urgent nonsense high', 'not understood from: nonsense high'],
    ['urgent, not', 'not understood from: not'],
    ['priority is', 'not understood'],
    ['created 2024-02-30', 'not understood'],
    ['customer legitimation is 101', 'not understood'],
    ['topic contains a, b', 'not understood from: b'],
    // Two states begin so: neither is meant more than the other.
    ['waiting on', 'not understood from: on'],
    ['constructor', 'not understood'],
  ])('%j is not guessed at', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it('does not know hidden columns', () => {
    const visible = COLUMN_IDS.filter((id) => id !== 'email' && id !== 'rawData');
    expect(said('agent anna@example.com', { ...SCOPE, visible })).toBe('not understood');
    expect(said('no agent', { ...SCOPE, visible })).toBe('not understood');
  });

  it('stops before a text that is no question to tickets', () => {
    expect(said('urgent '.repeat(41))).toBe('not understood');
    expect(said(' , ')).toBe('');
  });
});

describe('the words of a chip', () => {
  const enums = fc.constantFrom<Filter>(
    { key: 'priority', comparator: 'in', values: ['high', 'urgent'] },
    { key: 'status', comparator: 'notIn', values: ['waitingOnCustomer', 'waitingOnThirdParty'] },
    { key: 'slaState', comparator: '=', value: 'breachedOpen' },
    { key: 'closedAt', comparator: 'isEmpty' },
    { key: 'topic', comparator: 'contains', value: 'bill' },
    { key: 'topic', comparator: 'in', values: ['Billing', 'Moving house'] },
    { key: 'createdAt', comparator: 'between', from: 'now-30d', to: 'now' },
    { key: 'createdAt', comparator: 'between', from: 'now-1M/M', to: 'now-1M/M' },
    { key: 'dueBy', comparator: '<', value: '2026-10-01' },
    { key: 'secondsToClose', comparator: '>=', value: 187_200 },
    { key: 'secondsToClose', comparator: 'between', from: 3600, to: 7200 },
    { key: 'incomingMessages', comparator: '<=', value: 3 },
  );

  it('can be typed: they say the same filters', () => {
    fc.assert(
      fc.property(fc.uniqueArray(enums, { minLength: 1, maxLength: 4, selector: ({ key }) => key }), (filters) => {
        const text = filters.map(describeFilter).map(({ subject, condition }) => `${subject} ${condition}`);
        expect(readPhrase(text.join(', '), SCOPE)).toMatchObject({ readings: [filters] });
      }),
    );
  });
});
