import { describe, expect, it, test } from 'vitest';
import { COLUMN_IDS } from '../../../contract/columns/columns';
import { GERMAN_COLUMNS } from '../../../contract/columns/germanColumns';
import { filterKeys } from '../../../contract/query/filters';
import { describeFilters } from '../../../contract/sentences/describeFilter';
import { findLines } from './findLines';
import { type KnownValues, knownColumn } from './knownValues';

const KNOWN: KnownValues = new Map([
  [
    'topic',
    knownColumn([
      { value: 'Billing', count: 22 },
      { value: 'Payment reminder', count: 9 },
    ]),
  ],
]);
const SCOPE = {
  asOf: '2026-11-23 14:05:00',
  otherFilters: [],
  visible: COLUMN_IDS,
  known: KNOWN,
  me: 'anna@example.com',
};

function found(typed: string, scope = SCOPE): string[] {
  return findLines(typed, scope).lines.map((line) =>
    line.kind === 'column'
      ? line.key
      : describeFilters(line.filters) + (line.count === undefined ? '' : ` ${line.count}`),
  );
}

describe('findLines', () => {
  test.each([
    ['prio', 'priority'],
    ['created', 'createdAt'],
    ['createdAt', 'createdAt'],
    ['closed', 'closedAt'],
    ['time to', 'secondsToClose'],
    ['sub topic', 'subTopic'],
    ['subtopic', 'subTopic'],
    ['topic', 'topic'],
    ['due', 'dueBy'],
    ['id', 'id'],
    ['agent', 'email'],
    ['service', 'slaState'],
    ['sla', 'slaState'],
    ['opened', 'createdAt'],
    ['open', 'Status is open'],
    ['assigned to', 'email'],
    ['urgent', 'Priority is urgent'],
    ['closed late', 'Service level is closed late'],
    ['waiting on third', 'Status is waiting on third party'],
    ['overdue', 'Service level is overdue, not closed'],
    ['last mo', 'Created last month'],
    ['last month', 'Created last month'],
    ['last 14 days', 'Created in the last 14 days'],
    ['4300498249', 'Id is 4300498249'],
    [' bill ', 'Topic is Billing 22'],
    ['reminder', 'Topic is Payment reminder 9'],
    ['CU-42', 'Customer is CU-42'],
    ['zebra', 'Topic contains “zebra”'],
    ['agent zebra', 'Agent contains “zebra”'],
    ['topic zebra stripes', 'Topic contains “zebra stripes”'],
    ['Schlagwort vip', 'Tags contain “vip”'],
    ['with tag vip', 'Tags contain “vip”'],
    ['urgent or high, billing', 'Priority is high or urgent; Topic is Billing'],
  ])('%j finds %s first', (typed, first) => {
    expect(found(typed)[0]).toBe(first);
  });

  it.each(Object.entries(GERMAN_COLUMNS).filter(([key]) => key !== 'subject'))(
    'knows the German name of %s in an English page too',
    (key, { label }) => {
      expect(found(label)).toContain(key);
    },
  );

  it.each(['zu spät', 'zum Stapellauf', 'von nebenan', 'by and by', 'about to burst'])(
    'looks for %j as it was typed, and not for a part of it',
    (typed) => {
      expect(found(typed).at(-1)).toBe(`Topic contains “${typed}”`);
    },
  );

  it.each(['topic contains bill', 'agent is empty', 'Bearbeiter ist leer'])(
    'looks for no words of %j that say how',
    (typed) => {
      expect(found(typed)).toHaveLength(1);
    },
  );

  it('tells a tag from the words before it', () => {
    const known = new Map([['allTags' as const, knownColumn([{ value: 'vip', count: 3 }])]]);
    for (const typed of ['getaggt mit vip', 'tagged vip', 'tagged as vip', 'mit Schlagwort vip', 'Tag: vip', 'vip']) {
      expect(found(typed, { ...SCOPE, known })[0]).toBe('Tags include vip 3');
    }
    expect(found('vip, urgent', { ...SCOPE, known })[0]).toBe('Tags include vip; Priority is urgent');
    expect(found('Tag vip offen', { ...SCOPE, known })[0]).toBe('Tags include vip; Status is open');
    // No filter asks for tickets without a tag: it must not become one that leaves out a whole list of tags.
    for (const line of found('not vip', { ...SCOPE, known })) expect(line).not.toContain('Tags are not');
  });

  it.each([
    ['high', 'Priority is urgent'],
    ['hoch', 'Priority is urgent'],
    ['nicht geschlossen', 'Service level is overdue, not closed'],
    ['eate', 'createdAt'],
  ])('finds in %j nothing that only holds it', (typed, other) => {
    expect(found(typed)).not.toContain(other);
  });

  it.each([
    ['urgent or overdue', 'either'],
    ['dringend oder überfällig', 'either'],
    ['offen, dringend oder überfällig', 'either'],
    ['dringend oder hoch', null],
    ['an Feiertagen', 'holidays'],
    ['urgent on public holidays', 'holidays'],
    ['Kunde wartet', null],
  ])('says of %j what no filter asks: %s', (typed, unasked) => {
    expect(findLines(typed, SCOPE).unasked).toBe(unasked);
  });

  it('offers no half of what holds one or the other', () => {
    expect(found('urgent or overdue')).toEqual([]);
    expect(findLines('urgent or overdue', SCOPE).notUnderstood).toBe('or overdue');
  });

  it('asks for the word that was meant', () => {
    expect(findLines('ofene, dringnede', SCOPE)).toMatchObject({ meant: 'offene, dringende' });
    expect(findLines('Offne Tikets', SCOPE)).toMatchObject({ meant: 'Offene Tickets' });
    expect(findLines('closde', SCOPE)).toMatchObject({ meant: 'closed' });
    expect(findLines('opne', SCOPE)).toMatchObject({ meant: 'open' });
    expect(findLines('offene', SCOPE)).toMatchObject({ meant: '' });
  });

  it('takes no word for its opposite', () => {
    expect(found('either phone or chat')[0]).toBe('Channel is phone or chat');
    expect(found("what's overdue")[0]).toBe('Service level is overdue, not closed');
  });

  it('lists every key once while nothing is typed, what is asked most first and the rest in the documented order', () => {
    const keys = found(' ');
    expect(keys.toSorted()).toEqual(filterKeys().toSorted());
    expect(keys.slice(0, 6)).toEqual(['createdAt', 'slaState', 'topic', 'subTopic', 'priority', 'channel']);
    const rest = keys.slice(keys.indexOf('id'));
    expect(rest).toEqual(filterKeys().filter((key) => rest.some((each) => each === key)));
  });

  it('offers the text itself last, from the second letter on', () => {
    expect(found('closed').at(-1)).toBe('Topic contains “closed”');
    expect(found('x').some((each) => each.includes('contains'))).toBe(false);
  });

  it('offers words after names, each once', () => {
    expect(found('closed').slice(0, 6)).toEqual([
      'closedAt',
      'secondsClosedAfterSLA',
      'Status is closed',
      'Closed is not empty',
      'Service level is closed late',
      'Data check is closed before created',
    ]);
    expect(found('closed')).not.toContain('Service level is overdue, not closed');
    expect(found('open')).toContain('Closed is empty');
    expect(new Set(found('closed')).size).toBe(found('closed').length);
  });

  it('offers a time for each column that it may be meant for', () => {
    expect(found('last week')).toEqual([
      'Created last week',
      'Closed last week',
      'Due last week',
      'Topic contains “last week”',
    ]);
  });

  it('says from where on a text is not understood, and offers the nearest without marking it', () => {
    expect(findLines('urgent or high, biling', SCOPE)).toMatchObject({
      lines: [{ kind: 'filters', isGuess: true }],
      notUnderstood: 'biling',
    });
    expect(found('urgent or high, biling')).toEqual(['Priority is high or urgent; Topic is Billing']);
    expect(findLines('since whenever', SCOPE)).toMatchObject({
      lines: [{ isGuess: true }],
      notUnderstood: 'since whenever',
    });
    expect(found('since whenever')).toEqual(['Topic contains “since whenever”']);
  });

  it.each([
    ['zebra', 'zebra'],
    ['Vertrag gekündigt', 'gekündigt'],
    ['Bearbeiter im Urlaub', 'im Urlaub'],
    ['agent on holiday', 'on holiday'],
    ['Kunde ist sauer', 'Kunde ist sauer'],
    ['zebra urgent', 'zebra'],
    ['Complaint per Telefon, hoch', 'Complaint'],
    ['not only phone', 'not'],
    ['urgent, assigned to nobody there', 'there'],
    ['urgent', ''],
    ['dring', ''],
    ['topic', ''],
    ['Kundennummer 4711', ''],
  ])('names in %j what it does not understand: %j', (typed, words) => {
    expect(findLines(typed, SCOPE)).toMatchObject({ notUnderstood: words, unasked: null });
  });

  it('takes no span of time for an id', () => {
    expect(found('2h-4h')).toEqual(['Time to close between 2 h and 4 h', 'Topic contains “2h-4h”']);
  });

  it('offers nothing that no ticket can be', () => {
    expect(found('open last week')).not.toContain('Status is open; Closed last week');
  });

  it.each([
    ['Nov.', 'Created from 1 Nov 2026 to 30 Nov 2026'],
    ['Okt. und Nov.', 'Created from 1 Oct 2026 to 30 Nov 2026'],
    ['im Nov.', 'Created from 1 Nov 2026 to 30 Nov 2026'],
  ])('takes %j for no agent whose name begins so', (typed, words) => {
    const known = new Map([['email' as const, knownColumn([{ value: 'david.novak@example.com', count: 3 }])]]);
    expect(found(typed, { ...SCOPE, known })[0]).toBe(words);
  });

  it.each([
    ['uberfallig', 'Service level is overdue, not closed'],
    ['Prioritat hoch', 'Priority is high'],
    ['überfälig', 'Service level is overdue, not closed'],
    ['dringent', 'Priority is urgent'],
    ['gestren', 'Created yesterday'],
    ['verspätet letzer Monat', 'Service level is closed late or “overdue, not closed”; Due last month'],
    ['yesteday', 'Created yesterday'],
    ['hcoh', 'Priority is high'],
    ['Priorität hcoh', 'Priority is high'],
    ['hgih', 'Priority is high'],
    ['ofene', 'Status is open'],
    ['dringnede Tickets', 'Priority is urgent'],
    ['überfälige Anrufe', 'Service level is overdue, not closed; Channel is phone'],
    ['overdeu', 'Service level is overdue, not closed'],
    ['biling gestren', 'Topic is Billing; Created yesterday'],
  ])('mends the spelling of %j, and marks it as a guess', (typed, words) => {
    expect(found(typed)[0]).toBe(words);
    expect(findLines(typed, SCOPE).lines[0]).toMatchObject({ isGuess: true });
  });

  it('takes a day that may be either of two for no id', () => {
    expect(found('05/10/2026')).toEqual(['Topic contains “05/10/2026”']);
    expect(found('10-2026-77')).toContain('Contract is 10-2026-77');
  });

  it('offers both days of a date that may be either, the one in the order of the page first', () => {
    const dayFirst = { ...SCOPE, dayOrder: 'dayFirst' as const };
    expect(found('05/10/2026', dayFirst).slice(0, 2)).toEqual(['Created on 5 Oct 2026', 'Created on 10 May 2026']);
    const monthFirst = { ...SCOPE, dayOrder: 'monthFirst' as const };
    expect(found('05/10/2026', monthFirst).slice(0, 2)).toEqual(['Created on 10 May 2026', 'Created on 5 Oct 2026']);
  });

  it('offers a month before an agent whose name begins so, and both', () => {
    const known = new Map([['email' as const, knownColumn([{ value: 'nova@example.com', count: 3 }])]]);
    const lines = found('nov', { ...SCOPE, known });
    expect(lines[0]).toBe('Created from 1 Nov 2026 to 30 Nov 2026');
    expect(lines).toContain('Agent is nova@example.com 3');
    expect(found('nov, urgent', { ...SCOPE, known })).toContain('Agent is nova@example.com; Priority is urgent');
  });

  it('does not know hidden columns, and says which they are', () => {
    const visible = COLUMN_IDS.filter((id) => id !== 'email');
    expect(found('agent', { ...SCOPE, visible })).toEqual(['Topic contains “agent”']);
    for (const text of [
      ...[
        'agent',
        'urgent, agent anna',
        'unassigned',
        'no owner',
        'assigned to anna last week',
        'agent is anna or bernd',
      ],
      ...['my tickets', 'meine Tickets', 'mir zugewiesen', 'offene, mir zugewiesen', 'not assigned to me'],
      ...['ohne Bearbeiter', 'dringend, nicht zugewiesen', 'Bearbeiter Anna, letzte Woche', 'noch nicht zugewiesen'],
    ]) {
      expect(findLines(text, { ...SCOPE, visible }).hidden).toEqual(['email']);
    }
    expect(findLines('urgent', { ...SCOPE, visible }).hidden).toEqual([]);
    expect(findLines('biling by phone', { ...SCOPE, visible }).hidden).toEqual([]);
    expect(findLines('agent', SCOPE).hidden).toEqual([]);
  });

  it('reads no page of text that was pasted, and names where it begins', () => {
    for (const word of ['a', 'urgent ', 'not high or between 1 and ']) {
      const { lines, notUnderstood } = findLines(word.repeat(100_000), SCOPE);
      expect({ lines, notUnderstood }).toEqual({ lines: [], notUnderstood: `${word.repeat(60).slice(0, 60)} …` });
    }
  });
});
