import { expect, test } from 'vitest';
import { REPORT } from '../../../testing/reportFixture';
import { GERMAN_TEXTS } from '../../languages/german';
import type { ReportResponse } from '../../responses/reportResponse';
import { spokenIn } from '../../texts/texts';
import { DAY_SECONDS } from '../../time/units';
import { formatWallTime, parseWallTime } from '../../time/wallTime';
import { answerOf } from './answer';
import { piecesOf } from './pieces';

/** Since when the rate is what it is, in words. */

function words(report: ReportResponse): string {
  return answerOf(report, 'all')
    .map((message) =>
      piecesOf(message)
        .map(({ text }) => text)
        .join(''),
    )
    .join(' ');
}

test('since when: a stretch that is over, with its tickets', () => {
  const report = overWeeks(10, { outside: [4, 5, 6] });
  expect(words(report)).toContain('Above normal from 28 Sep to 18 Oct, normal since 19 Oct: 10.0 %.');
  expect(spokenIn(GERMAN_TEXTS, () => words(report))).toContain(
    'Auffällig hoch 28. Sept. – 18. Okt., seit 19. Okt. normal: 10,0 %.',
  );
  expect(answerOf(report, 'all')[1]?.parts.when?.pick).toEqual([
    { key: 'dueBy', comparator: 'between', from: '2026-09-28 00:00:00', to: '2026-10-18 23:59:59' },
  ]);
});

test('since when: a stretch that lasts, also by a run, on either side', () => {
  expect(words(overWeeks(10, { outside: [8, 9] }))).toContain('Above normal since 26 Oct: 10.0 %.');
  expect(words(overWeeks(10, { run: [2, 9], side: 'below' }))).toContain('Below normal since 14 Sep: 10.0 %.');
  expect(words(overWeeks(10, { outside: [1], run: [2, 9], side: 'below' }))).toContain(
    'Below normal since 14 Sep: 10.0 %.',
  );
});

test('of a single signal, or of a single bucket behind it, no "since" is said', () => {
  expect(words(overWeeks(10, { outside: [9] }))).toContain('Above normal from 2 Nov to 8 Nov: 10.0 %.');
  expect(words(overWeeks(10, { outside: [7, 8] }))).toContain('Above normal from 19 Oct to 1 Nov: 10.0 %.');
  expect(words(overWeeks(10, { outside: [7] }))).toContain(
    'Above normal from 19 Oct to 25 Oct, normal since 26 Oct: 10.0 %.',
  );
});

test('what is within the limits is not yet as before: a later bucket that is far from it, or all of them', () => {
  const outside = [4, 5];
  expect(words(overWeeks(10, { outside, late: { 6: 22 } }))).toContain(
    'Above normal from 28 Sep to 11 Oct, normal since 19 Oct: 10.0 %.',
  );
  expect(words(overWeeks(10, { outside, late: { 7: 22 } }))).toContain('normal since 26 Oct: 10.0 %.');
  expect(words(overWeeks(10, { outside, late: { 8: 22 } }))).toContain('Above normal from 28 Sep to 11 Oct: 10.0 %. ');
  expect(words(overWeeks(10, { outside, late: { 6: 14, 7: 14, 8: 14, 9: 14 } }))).toContain('to 11 Oct: 10.0 %. ');
  expect(words(overWeeks(10, { outside, late: { 6: 8, 7: 8, 8: 8, 9: 8 } }))).toContain('normal since 12 Oct: 8.0 %.');
});

test('where a stretch begins the axis, nobody knows what was normal', () => {
  expect(words(overWeeks(10, { outside: [0, 1] }))).toContain('Above normal from 31 Aug to 13 Sep: 10.0 %. ');
});

test('of several stretches the newest is told, and how many came before', () => {
  expect(words(overWeeks(12, { outside: [2, 6, 7] }))).toContain(
    'Above normal from 12 Oct to 25 Oct, normal since 26 Oct: 10.0 %. An earlier stretch stood out too.',
  );
  const three = overWeeks(12, { outside: [2, 3, 5, 8, 9] });
  expect(words(three)).toContain('2 earlier stretches stood out too.');
  expect(spokenIn(GERMAN_TEXTS, () => words(three))).toContain('Davor fielen 2 weitere Zeiträume auf.');
});

test('nor where buckets that are over but not whole follow', () => {
  const report = overWeeks(10, { outside: [6, 7] });
  const buckets = report.overTime.buckets.map((each, week) => ({ ...each, whole: week < 8 }));
  expect(words({ ...report, overTime: { ...report.overTime, buckets } })).toContain(
    'Above normal from 12 Oct to 25 Oct: 10.0 %.',
  );
});

test('what is back at normal is told up to the last whole bucket, where later ones are not whole', () => {
  const report = overWeeks(12, { outside: [4, 5] });
  const buckets = report.overTime.buckets.map((each, week) => ({ ...each, whole: week < 10 }));
  expect(words({ ...report, overTime: { ...report.overTime, buckets } })).toContain(
    'Above normal from 28 Sep to 11 Oct, normal from 12 Oct to 8 Nov: 10.0 %.',
  );
});

test('the year of a span is said once, and only where it is not the current one', () => {
  const report = overWeeks(10, { outside: [4, 5, 6] });
  expect(words({ ...report, asOf: '2027-02-01 00:00:00' })).toContain(
    'Above normal from 28 Sep to 18 Oct 2026, normal since 19 Oct 2026: 10.0 %.',
  );
});

test('that nothing stands out is said as well, of the buckets that tell', () => {
  const steady = overWeeks(10, {});
  expect(words(steady)).toContain('Nothing unusual since 31 Aug.');
  const buckets = steady.overTime.buckets.map((each, week) => ({ ...each, whole: week > 0 && week < 9 }));
  const cut = { ...steady, overTime: { ...steady.overTime, buckets } };
  expect(words(cut)).toContain('Nothing unusual from 7 Sep to 1 Nov.');
  expect(spokenIn(GERMAN_TEXTS, () => words(cut))).toContain('Nichts Auffälliges 7. Sept. – 1. Nov.');
});

const BEFORE = { met: 9000, breachedClosed: 1000, breachedOpen: 0, pending: 0, noSla: 0 };

/** 1,000 tickets a week, of which 100 are late, 400 in the weeks of the stretch; before it was a tenth as well. */
function explainedBy(outside: number[], late: number, others = 10): ReportResponse {
  const all = Object.fromEntries(
    Array.from({ length: 10 }, (_, week) => [week, outside.includes(week) ? late : others]),
  );
  const report = overWeeks(10, { outside, late: all });
  const breached = report.overTime.buckets.reduce((sum, { breachedClosed }) => sum + breachedClosed, 0);
  return {
    ...report,
    states: { met: 10_000 - breached, breachedClosed: breached, breachedOpen: 0, pending: 0, noSla: 0 },
    previous: report.previous && { ...report.previous, states: BEFORE },
  };
}

test('a change that weeks explain which are over is said to be these, before what stands out', () => {
  const report = explainedBy([4, 5], 40);
  expect(words(report)).toContain(
    '6.0 points more than in 1–31 Oct. Mostly from 28 Sep to 11 Oct, normal since 12 Oct: 10.0 %.',
  );
  expect(spokenIn(GERMAN_TEXTS, () => words(report))).toContain(
    'Vor allem 28. Sept. – 11. Okt., seit 12. Okt. normal: 10,0 %.',
  );
  // It lasts: that is no reason but how it is now.
  expect(words(explainedBy([8, 9], 40))).toContain('Above normal since 26 Oct: 40.0 %.');
  // Two points of five are not most of it.
  expect(words(explainedBy([4], 30, 13))).toContain('Above normal from 28 Sep to 4 Oct');
  // They are above, and the change is down.
  const better = { met: 5000, breachedClosed: 5000, breachedOpen: 0, pending: 0, noSla: 0 };
  expect(words({ ...report, previous: report.previous && { ...report.previous, states: better } })).toContain(
    'less than in 1–31 Oct. Above normal',
  );
});

test('in German it takes about as many letters: a line more would push the figures down', () => {
  const { previous, ...rest } = explainedBy([4, 5], 40);
  const days = { from: '2026-05-28 16:40:00', to: '2026-08-26 16:39:59', kind: 'length' } as const;
  const report = { ...rest, previous: previous && { ...previous, ...days } };
  const [english, german] = [words(report), spokenIn(GERMAN_TEXTS, () => words(report))];
  expect(german.length / english.length).toBeLessThan(1.16);
});

/** Weeks from Monday, 31 August on; the ones by number are outside, or in a run. */
function overWeeks(
  count: number,
  signals: { outside?: number[]; run?: [number, number]; side?: 'above' | 'below'; late?: Record<number, number> },
): ReportResponse {
  const at = (week: number) => formatWallTime((parseWallTime('2026-08-31') ?? 0) + week * 7 * DAY_SECONDS);
  const { outside = [], run, side = 'above', late = {} } = signals;
  const buckets = Array.from({ length: count }, (_, week) => ({
    met: (100 - (late[week] ?? 10)) * 10,
    breachedClosed: (late[week] ?? 10) * 10,
    breachedOpen: 0,
    pending: 0,
    start: at(week),
    end: at(week + 1),
    cutOff: false,
    whole: true,
  }));
  const all = {
    centre: 0.1,
    sigmaZ: 1,
    buckets: count,
    outside: outside.map((week) => ({ start: at(week), late: 36, n: 100, rate: 0.36, low: 0, high: 0.2 })),
    runs: run === undefined ? [] : [{ first: at(run[0]), last: at(run[1]), side, buckets: run[1] - run[0] + 1 }],
    strongest: null,
  };
  const overTime = { ...REPORT.overTime, bucket: 'week' as const, buckets, signals: { all, closed: null } };
  return { ...REPORT, overTime };
}
