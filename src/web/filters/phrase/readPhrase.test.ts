import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { COLUMN_IDS } from '../../../contract/columns/columns';
import type { Filter } from '../../../contract/query/filters';
import { filterInWords, queryInWords } from '../../../contract/query/filterWords';
import type { PhraseScope } from './readCondition';
import { readPhrase } from './readPhrase';
import { type NamedColumns, namedValues } from './valueWords';

const KNOWN: NamedColumns = new Map([
  ['topic', named('Billing', 'Moving house', 'Payment reminder', 'Terms and conditions')],
  ['subTopic', named('Refund', 'Billing')],
  ['email', named('anna@example.com')],
]);

function named(...values: string[]) {
  return namedValues(values, (value) => [value]);
}

const SCOPE: PhraseScope = { asOf: '2026-11-23 14:05:00', otherFilters: [], visible: COLUMN_IDS, known: KNOWN };

function said(text: string, scope = SCOPE): string {
  const phrase = readPhrase(text, scope);
  if ('readings' in phrase) return phrase.readings[0] === undefined ? '' : queryInWords(phrase.readings[0]);
  return phrase.notUnderstood === '' ? 'not understood' : `not understood from: ${phrase.notUnderstood}`;
}

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

  // On Monday, 23 November 2026.
  test.each([
    ['closed late last month', 'Service level is closed late; Closed last month'],
    ['late phone last week', 'Service level is closed late; Channel is phone; Created last week'],
    ['overdue today', 'Service level is overdue, not closed; Due today'],
    ['closed within 1 hour', 'Time to close at most 1 h'],
    ['resolved in less than 2 days', 'Time to close less than 2 d'],
    ['created in the last hour', 'Created in the last 1 hour'],
    ['last day', 'Created in the last 24 hours'],
    ['past 2 weeks', 'Created in the last 2 weeks'],
    ['last two weeks', 'Created in the last 2 weeks'],
    ['past month', 'Created in the last 1 month'],
    ['previous month', 'Created last month'],
    ['since monday', 'Created on or after 23 Nov 2026'],
    ['last monday', 'Created on 16 Nov 2026'],
    ['closed on friday', 'Closed on 20 Nov 2026'],
    ['since 23 Nov', 'Created on or after 23 Nov 2026'],
    ['before 1 december', 'Created before 1 Dec 2025'],
    ['after Nov 1', 'Created after 1 Nov 2026'],
    ['after 2026-11-01', 'Created after 1 Nov 2026'],
    ['between 1 oct and 15 oct', 'Created from 1 Oct 2026 to 15 Oct 2026'],
    ['from 1 oct to 15 oct', 'Created from 1 Oct 2026 to 15 Oct 2026'],
    ['open for more than 30 days', 'Closed is empty; Created before 30 days ago'],
    ['not closed, older than 7 days', 'Closed is empty; Created before 7 days ago'],
    ['overdue more than 2 days', 'Service level is overdue, not closed; Due before 2 days ago'],
    ['late by more than 1 day', 'Closed after deadline more than 1 d'],
    ['took longer than a week', 'Time to close more than 7 d'],
    ['without deadline', 'Service level is no deadline'],
    ['breached sla', 'Service level is closed late or “overdue, not closed”'],
    ['closed on time', 'Service level is met'],
    ['within sla', 'Service level is met'],
    ['unresolved', 'Closed is empty'],
    ['waiting for customer', 'Status is waiting on customer'],
    ['nobody assigned', 'Agent is empty'],
    ['tickets of anna last month', 'Agent is anna@example.com; Created last month'],
    ['assigned to anna', 'Agent is anna@example.com'],
    ['refunds last month', 'Sub-topic is Refund; Created last month'],
    ['inbound calls', 'Direction is in; Channel is phone'],
    ['urgent/high', 'Priority is high or urgent'],
    ['email except billing', 'Channel is email; Topic is not Billing'],
    ['more than 3 incoming messages', 'Incoming messages more than 3'],
  ])('as team leads say it: %s', (text, words) => {
    expect(said(text)).toBe(words);
  });

  test.each([
    ['status is not resolved', 'Status is not resolved'],
    ['not resolved or closed', 'Status is neither closed nor resolved'],
    ['pending for more than 3 days', 'not understood from: for more than 3 days'],
    ['status open for more than 3 days', 'not understood from: for more than 3 days'],
    ['topic contains "a week"', 'Topic contains “a week”'],
    ['topic contains monday', 'Topic contains “monday”'],
    ['topic "Monday report"', 'Topic is Monday report'],
    ['topic contains breached', 'Topic contains “breached”'],
    ['not overdue by more than 2 days', 'not understood from: by more than 2 days'],
    ['not late by more than 1 day', 'not understood from: by more than 1 day'],
    ['-urgent', 'Priority is not urgent'],
    ['!urgent', 'Priority is not urgent'],
    ['≠ urgent', 'Priority is not urgent'],
    ['priority <> high', 'Priority is not high'],
    ['priority ≠ high', 'Priority is not high'],
    ['priority > low', 'not understood'],
    ['high+', 'not understood'],
    ['topic > billing', 'not understood'],
    ['topic !billing', 'Topic is not Billing'],
    ['not in billing', 'Topic is not Billing'],
    ['not in october 2026', 'not understood'],
    ['urgent in billing', 'Priority is urgent; Topic is Billing'],
    ['due in 3 days', 'Due in the next 3 days'],
    ['due in a week', 'Due in the next 1 week'],
    ['created in 3 days', 'not understood'],
    ['due more than 3 days from now', 'not understood'],
    ['created less than 2026-10-01', 'not understood'],
    ['due friday', 'Due on 27 Nov 2026'],
    ['due last friday', 'Due on 20 Nov 2026'],
    ['due before 1 december', 'Due before 1 Dec 2026'],
    ['due in december', 'Due from 1 Dec 2026 to 31 Dec 2026'],
    ['customer CU-42, 2026-10-01', 'Customer is CU-42; Created on 1 Oct 2026'],
    ['customer CU-42, 4300498249', 'Customer is CU-42; Id is 4300498249'],
    ['not closed, open', 'Closed is empty; Status is open'],
    ['not closed and pending', 'Closed is empty; Status is pending'],
    ['except urgent, billing', 'not understood'],
    ['not on time', 'Service level is closed late or “overdue, not closed”'],
    ['sla not met', 'Service level is closed late or “overdue, not closed”'],
    ['within 2 days', 'not understood'],
    ['this billing', 'not understood'],
    ['customer urgent', 'not understood'],
    ['last closed', 'not understood'],
    ['last 3', 'not understood'],
    ['incoming messages > 1,204', 'Incoming messages more than 1,204'],
    ['time to close more than 1,204 d, chat', 'Time to close more than 1,204 d; Channel is chat'],
    ['time to close 2 d, 3 d', 'not understood from: 3 d'],
    ['no topic billing', 'not understood'],
    ['no internal messages', 'Internal messages is 0'],
    ['junk 2026', 'not understood'],
    ['today, yesterday', 'not understood'],
  ])('never wider than it was said: %s', (text, words) => {
    expect(said(text)).toBe(words);
  });

  it('offers a time that names no column as each of three', () => {
    const phrase = readPhrase('phone last week', SCOPE);
    expect('readings' in phrase && phrase.readings.map(queryInWords)).toEqual([
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
    ['waiting', 'not understood'],
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
        const text = filters.map(filterInWords).map(({ subject, words }) => `${subject} ${words}`);
        expect(readPhrase(text.join(', '), SCOPE)).toMatchObject({ readings: [filters] });
      }),
    );
  });
});
