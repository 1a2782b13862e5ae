import { expect, test } from 'vitest';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import type { BreachBase } from '../../contract/sla';
import { REPORT } from '../../testing/reportFixture';
import { staticMarkup, staticText } from '../../testing/staticText';
import { Tiles } from './Tiles';

function words(base: BreachBase, report = REPORT): string {
  return staticText(<Tiles report={report} base={base} onBaseChange={() => {}} onPick={() => {}} />);
}

test('the breach rate counts overdue tickets, beside the rate of closed ones', () => {
  expect(words('all')).toContain('Breach rate 40.0 % +19.2 pp · 600 of 1,500 closed only 10.0 %');
});

test('on closed only it counts closed tickets alone, and so does what it is compared with', () => {
  expect(words('closed')).toContain('Breach rate, closed only 10.0 % +5.0 pp · 100 of 1,000 with overdue 40.0 %');
});

test('the other tiles are the same on either side of the switch', () => {
  for (const base of ['all', 'closed'] as const) {
    const shown = words(base);
    expect(shown).toMatch(/Tickets 1,600 \+25 % vs /);
    expect(shown).toContain('Not closed 600 +320 · of 1,600');
    expect(shown).toContain('Overdue, not closed 500 +300 · of 600');
    expect(shown).toContain('Half closed within · calendar 2 h 30 min +30 min · of 1,600 of closed tickets 1 h 30 min');
    expect(shown).toContain(
      '90 % closed within · calendar – not yet reached (62 % closed so far) of closed tickets 2 d 4 h',
    );
  }
});

test('each change says against what, and what the other rate counts is said in words', () => {
  const markup = staticMarkup(<Tiles report={REPORT} base="all" onBaseChange={() => {}} onPick={() => {}} />);
  expect(markup.match(/title="vs 1–31\u00a0Oct"/g)).toHaveLength(5);
  expect(words('all')).toContain('Overdue, not closed 500 +300 · of 600 vs 1–31 Oct');
  expect(markup).toContain('title="Of closed tickets alone: without those that are overdue and not closed"');
});

test('where nothing is decided or closed there is a dash, not a zero', () => {
  const nothing: ReportResponse = {
    ...REPORT,
    states: { met: 0, breachedClosed: 0, breachedOpen: 0, pending: 9, noSla: 0 },
    timeToClose: {
      ...REPORT.timeToClose,
      n: 0,
      percentiles: null,
      kaplanMeier: {
        closed: 0,
        open: 0,
        createdLater: 0,
        percentiles: { p50: null, p90: null, p95: null, p99: null },
        estimated: false,
      },
    },
    previous: null,
    noPrevious: { reason: 'noCreatedRange' },
  };
  for (const base of ['all', 'closed'] as const) {
    const shown = words(base, nothing);
    expect(shown).toMatch(/Breach rate(, closed only)? – 0 of 0 (with overdue|closed only) –/);
    expect(shown).toContain('Half closed within · calendar – of 0 of closed tickets –');
  }
});
