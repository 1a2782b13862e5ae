import { expect, test } from 'vitest';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { REPORT } from '../../testing/reportFixture';
import { staticMarkup } from '../../testing/staticText';
import { Answer } from './Answer';

/** What each sentence says to who points at it or focuses it; until it is shown it stands in its title. */

function hints(report: ReportResponse): string {
  return [...staticMarkup(<Answer report={report} base="all" />).matchAll(/title="([^"]*)"/g)]
    .map(([, title]) => title?.replaceAll('&amp;', '&'))
    .join('\n');
}

test('what is overdue is of the tickets that are not closed', () => {
  expect(hints(REPORT)).toContain('past their deadline: 500 of 600');
});

test('a reason has its parts and its tickets', () => {
  const part = { rate: -0.012, mix: 0.03, tenths: 18, now: { n: 900, late: 616 }, before: { n: 300, late: 240 } };
  const by = {
    key: 'priority' as const,
    parts: [{ value: 'low', ...part }],
    other: { values: 2, rate: 0, mix: 0, tenths: 0 },
  };
  const all = { now: { n: 1500, late: 600 }, before: { n: 1200, late: 250 }, tenths: 192, by: [by] };
  const said = hints({ ...REPORT, why: { all, closed: null } });
  expect(said).toContain('−1.2 by its rate, +3.0 by its share of the tickets');
  expect(said).toContain('Now 616 late of 900, before 240 of 300');
});

test('a stretch has the centre, the number of buckets and the limits of its signals', () => {
  const bucket = { start: '2026-11-20 00:00:00', end: '2026-11-21 00:00:00', cutOff: false, whole: true };
  const counts = { met: 60, breachedClosed: 40, breachedOpen: 0, pending: 0 };
  const outside = [{ start: bucket.start, late: 40, n: 100, rate: 0.4, low: 0.05, high: 0.25 }];
  const all = { centre: 0.15, sigmaZ: 1, buckets: 31, outside, runs: [], strongest: bucket.start };
  const overTime = { ...REPORT.overTime, buckets: [{ ...bucket, ...counts }], signals: { all, closed: null } };
  const said = hints({ ...REPORT, overTime });
  expect(said).toContain('Centre 15.0 %, of 31 whole buckets');
  expect(said).toContain('40.0 % of 100, chance leaves it between 5.0 % and 25.0 %');
});
