import { expect, test } from 'vitest';
import { REPORT } from '../../../testing/reportFixture';
import { GERMAN_TEXTS } from '../../languages/german';
import type { ReportResponse } from '../../responses/reportResponse';
import type { BreachBase } from '../../sla';
import { spokenIn } from '../../texts/texts';
import { answerOf, type Message } from './answer';
import { piecesOf } from './pieces';

type Why = NonNullable<ReportResponse['why']['all']>;
type WhyPart = Why['by'][number]['parts'][number];

function words(report: ReportResponse, base: BreachBase = 'all'): string {
  return answerOf(report, base).map(sentence).join(' ');
}

function sentence(message: Message): string {
  return piecesOf(message)
    .map(({ text }) => text)
    .join('');
}

const WITHOUT_OVERDUE: ReportResponse = { ...REPORT, states: { ...REPORT.states, breachedOpen: 0 } };

test('the rate, of how many, and how it changed', () => {
  expect(words(REPORT)).toContain(
    '40.0 % of 1,500 tickets closed or due were late, 19.2 points more than in 1–31 Oct.',
  );
  expect(words(REPORT, 'closed')).toContain(
    '10.0 % of 1,000 closed tickets with a deadline were late, 5.0 points more than in',
  );
});

test.each([
  ['better', 500, 'less than in'],
  ['the same', 250, 'as in'],
])('a rate that is %s', (_, lateBefore, said) => {
  const before = { met: 1000 - lateBefore, breachedClosed: lateBefore, breachedOpen: 0, pending: 0, noSla: 0 };
  const states = { met: 750, breachedClosed: 250, breachedOpen: 0, pending: 0, noSla: 0 };
  expect(words({ ...REPORT, states, previous: previousOf({ states: before }) })).toContain(said);
});

test('days are counted where they are what is compared', () => {
  const days = { from: '2026-05-28 16:40:00', to: '2026-08-26 16:39:59', kind: 'length' } as const;
  expect(words({ ...REPORT, previous: previousOf(days) })).toContain('more than in the 90 days before.');
  expect(words({ ...REPORT, previous: previousOf({ ...days, soFar: true }) })).toContain('in 28 May – 26 Aug so far.');
});

test('a change against nothing, or against few, is not said', () => {
  const few = { met: 20, breachedClosed: 9, breachedOpen: 0, pending: 0, noSla: 0 };
  for (const previous of [null, previousOf({ states: few })]) {
    expect(words({ ...REPORT, previous })).toBe(
      '40.0 % of 1,500 tickets closed or due were late. 500 are overdue as of 23 Nov 2026, the oldest since 12 Oct.',
    );
  }
});

test('a rate of few tickets is not said, and neither is one of none; what is overdue still is', () => {
  expect(words({ ...REPORT, states: { met: 28, breachedClosed: 0, breachedOpen: 1, pending: 5, noSla: 0 } })).toBe(
    '1 is overdue as of 23 Nov 2026, since 12 Oct.',
  );
  expect(words({ ...REPORT, states: { met: 0, breachedClosed: 0, breachedOpen: 0, pending: 5, noSla: 0 } })).toBe('');
});

test('the reasons are the largest parts in the direction of the change', () => {
  const parts = [part('Complaint', 14), part('Billing', -9), part('Payment', 7), part('Fault', 4)];
  expect(words(explained(28, parts))).toContain('Mostly Complaint (+1.4) and Payment (+0.7).');
  expect(words(explained(-18, parts))).toContain('Mostly Billing (−0.9).');
  expect(words(explained(0, parts))).not.toContain('Mostly');
});

test('what makes less than half of the change is a part of it', () => {
  const parts = [part('Billing', 11), part('Moving', 9), part('Reminder', 8)];
  expect(words(explained(52, parts))).toContain('Partly Billing (+1.1) and Moving (+0.9).');
  expect(words(explained(40, parts))).toContain('Mostly Billing (+1.1) and Moving (+0.9).');
  expect(words(explained(-24, [part('Billing', -11), part('Moving', 9)]))).toContain('Partly Billing (−1.1).');
  const german = spokenIn(GERMAN_TEXTS, () => words(explained(52, parts)));
  expect(german).toContain('Zum Teil Billing (+1,1) und Moving (+0,9).');
});

test('a share that changed is told from a rate that changed, by the larger part', () => {
  const grown = { ...part('low', 18, { n: 900, late: 616 }, { n: 300, late: 240 }), rate: -0.012, mix: 0.03 };
  const shrunk = { ...part('high', 15, { n: 300, late: 30 }, { n: 600, late: 60 }), rate: 0.001, mix: 0.014 };
  expect(words(explained(33, [grown, shrunk]))).toContain(
    'Mostly more low tickets (+1.8) and fewer high tickets (+1.5).',
  );
  expect(words(explained(33, [{ ...grown, rate: 0.02, mix: -0.002 }]))).toContain('Mostly low (+1.8).');
  const german = spokenIn(GERMAN_TEXTS, () => words(explained(33, [grown, shrunk])));
  expect(german).toContain('Vor allem mehr Tickets low (+1,8) und weniger Tickets high (+1,5).');
});

test('what all tickets share is no reason', () => {
  const only = explained(28, [part('Pick up Dead Animal', 28)]);
  const by = only.why.all?.by.map((each) => ({ ...each, other: null })) ?? [];
  expect(words({ ...only, why: { ...only.why, all: only.why.all && { ...only.why.all, by } } })).not.toContain(
    'Mostly',
  );
});

test('German abbreviations end a sentence with one full stop', () => {
  const before = previousOf({ from: '2026-09-01 00:00:00', to: '2026-09-30 23:59:59' });
  const german = spokenIn(GERMAN_TEXTS, () => words({ ...REPORT, previous: before }));
  expect(german).toContain('als in der Zeit 1.–30. Sept. 500 sind mit Stand 23. Nov. 2026 überfällig');
});

test('a change that chance explains has no reason; what stands out is said instead, unless chance explains that too', () => {
  const before = { met: 740, breachedClosed: 260, breachedOpen: 0, pending: 0, noSla: 0 };
  const states = { met: 730, breachedClosed: 270, breachedOpen: 0, pending: 0, noSla: 0 };
  const report = { ...explained(10, [part('Complaint', 14)]), states, previous: previousOf({ states: before }) };
  const why = {
    ...report.why,
    all: report.why.all && { ...report.why.all, now: { n: 1000, late: 270 }, before: { n: 1000, late: 260 } },
  };
  const grouped = (met: number, breachedClosed: number) => ({
    ...report,
    why,
    groups: {
      ...report.groups,
      rows: [group('Few', 0, 29), group('Meter', met, breachedClosed), group('Billing', 400, 60)],
    },
  });
  expect(words(grouped(160, 140))).toContain(
    '27.0 % of 1,000 tickets closed or due were late, about as in 1–31 Oct. Most late above average: Meter, 46.7 % of 300.',
  );
  expect(words(grouped(210, 90))).toContain('about as in 1–31 Oct.');
  expect(words(grouped(210, 90))).not.toContain('above average');
  expect(answerOf(grouped(160, 140), 'all')[1]?.parts.name?.pick).toEqual([
    { key: 'topic', comparator: '=', value: 'Meter' },
  ]);
});

test('a reason of few tickets is left out, a new one is not', () => {
  const few = part('Rare', 30, { n: 29, late: 29 });
  const fewBefore = part('Grown', 25, { n: 90, late: 60 }, { n: 29, late: 0 });
  const fresh = part('New', 20, { n: 90, late: 60 }, { n: 0, late: 0 });
  expect(words(explained(28, [few, fewBefore, fresh]))).toContain('Mostly New (+2.0).');
});

test('a name is a link to its tickets, and stays a name whatever it holds', () => {
  const [, reason] = answerOf(explained(28, [part('A and B', 14)]), 'all');
  expect(reason === undefined ? '' : sentence(reason)).toBe('Mostly “A and B” (+1.4).');
  expect(reason?.parts.first?.pick).toEqual([{ key: 'topic', comparator: '=', value: 'A and B' }]);
});

test('what is overdue is a link, and nothing where nothing is', () => {
  expect(answerOf(REPORT, 'all').at(-1)?.parts.overdue?.pick).toEqual([
    { key: 'slaState', comparator: '=', value: 'breachedOpen' },
  ]);
  expect(words(WITHOUT_OVERDUE)).not.toContain('overdue');
});

test('what is overdue is so now where tickets still come due, else as of a day; and since when the oldest is', () => {
  const due = (end: string) => ({
    start: '2026-11-23 00:00:00',
    end,
    cutOff: false,
    whole: false,
    met: 0,
    breachedClosed: 0,
    breachedOpen: 500,
    pending: 0,
  });
  const oldestOverdue = '2025-10-12 00:00:00';
  const at = (end: string) => ({ ...REPORT, overTime: { ...REPORT.overTime, buckets: [due(end)], oldestOverdue } });
  expect(words(at('2026-11-24 00:00:00'))).toContain('500 are overdue now, the oldest since 12 Oct 2025.');
  expect(words(at(REPORT.asOf))).toContain('500 are overdue as of 23 Nov 2026, the oldest since 12 Oct 2025.');
  const fixed = answerOf(at('2026-11-24 00:00:00'), 'all', true).at(-1);
  expect(fixed?.parts.when?.value).toMatchObject({ kind: 'asOf', isNow: false });
  expect(spokenIn(GERMAN_TEXTS, () => words(at('2026-11-24 00:00:00')))).toContain(
    '500 sind jetzt überfällig, das älteste seit 12. Okt. 2025.',
  );
});

test('what is overdue from before the period is said beside it, and alone where nothing else is overdue', () => {
  const before = (count: number, report = REPORT): ReportResponse => ({
    ...report,
    backlog: { ...REPORT.backlog, overdueBefore: { createdBefore: '2026-11-01 00:00:00', count } },
  });
  expect(words(before(97))).toContain('since 12 Oct. Also 97 created earlier.');
  expect(words(before(1, WITHOUT_OVERDUE))).toContain('Overdue, created earlier: 1.');
  expect(words(before(0))).toBe(words(REPORT));
  expect(spokenIn(GERMAN_TEXTS, () => words(before(97)))).toContain('Dazu 97 früher erstellte.');
  expect(answerOf(before(97), 'all').at(-1)?.parts.overdue?.pick).toEqual([
    { key: 'createdAt', comparator: '<', value: '2026-11-01 00:00:00' },
    { key: 'slaState', comparator: '=', value: 'breachedOpen' },
  ]);
});

test('where too few buckets tell since when, that is said, with the period that would', () => {
  const longer = { days: 365, from: 'now-365d', to: 'now' };
  const few = (found: typeof longer | null) => ({
    ...REPORT,
    overTime: { ...REPORT.overTime, longer: found },
  });
  expect(words(few(longer))).toContain('Too short to tell since when: 365 days would.');
  expect(answerOf(few(longer), 'all').find(({ id }) => id === 'untold')?.parts.longer?.pick).toEqual([
    { key: 'createdAt', comparator: 'between', from: 'now-365d', to: 'now' },
  ]);
  expect(words(few(null))).not.toContain('since when');
  // Of few tickets no rate is said, and of none that are late no beginning.
  for (const states of [
    { met: 20, breachedClosed: 9, breachedOpen: 0, pending: 0, noSla: 0 },
    { met: 900, breachedClosed: 0, breachedOpen: 0, pending: 0, noSla: 0 },
  ]) {
    expect(words({ ...few(longer), states })).not.toContain('since when');
  }
});

test('in another language the parts stand where it wants them', () => {
  const [first] = answerOf({ ...REPORT, previous: null }, 'all');
  const said = spokenIn(GERMAN_TEXTS, () => (first === undefined ? [] : piecesOf(first)));
  expect(said.map(({ text }) => text)).toEqual([
    '40,0 %',
    ' von ',
    '1.500',
    ' geschlossenen oder fälligen Tickets waren verspätet.',
  ]);
});

function group(value: string, met: number, breachedClosed: number): ReportResponse['groups']['rows'][number] {
  const states = { met, breachedClosed, breachedOpen: 0, pending: 0, noSla: 0 };
  return { value, states, excess: null, before: null, kaplanMeier: { closed: 0, open: 0, p50: null, p90: null } };
}

function previousOf(change: Partial<NonNullable<ReportResponse['previous']>>): ReportResponse['previous'] {
  return REPORT.previous && { ...REPORT.previous, ...change };
}

function part(value: string, tenths: number, now = { n: 100, late: 40 }, before = { n: 100, late: 20 }): WhyPart {
  return { value, now, before, tenths, rate: tenths / 1000, mix: 0 };
}

function explained(tenths: number, parts: WhyPart[]): ReportResponse {
  const [now, before] = [
    { n: 1500, late: 600 },
    { n: 1200, late: 250 },
  ];
  return {
    ...REPORT,
    why: {
      all: { now, before, tenths, by: [{ key: 'topic', parts, other: parts.length > 1 ? null : REST }] },
      closed: null,
    },
  };
}

const REST = { values: 3, rate: 0, mix: 0, tenths: 0 };
