import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { type BreachBase, breachRate } from '../../../contract/sla';
import { say } from '../../../contract/texts/texts';
import type { FigureCell, FigureTable } from './figureTable';

type Row = readonly [figure: string, value: FigureCell, n: number, before: FigureCell, nBefore: number | null];

/**
 * The headline figures with their n, and the same of the period before.
 * @param hours of work, in words.
 */
export function tileTable(report: ReportResponse, hours: string): FigureTable {
  const { total, states, backlog, previous, clock } = report;
  const formula = say(`figures.tiles.formula.${clock}`);
  return {
    name: 'tiles',
    title: clock === 'working' ? say('figures.tiles.working', { hours }) : say('figures.tiles'),
    formula: previous === null ? formula : say('figures.tiles.before', { formula, ...periodOf(previous) }),
    n: total,
    columns: [say('figures.figure'), say('figures.value'), 'n', say('figures.before'), say('figures.nBefore')],
    rows: [
      [say('figures.tickets'), total, total, previous?.total ?? null, previous?.total ?? null],
      [say('figures.notClosed'), backlog.notClosed, total, previous?.notClosed ?? null, previous?.total ?? null],
      [
        say('figures.overdue'),
        states.breachedOpen,
        backlog.notClosed,
        previous?.states.breachedOpen ?? null,
        previous?.notClosed ?? null,
      ],
      rateRow(say('figures.breachRate'), report, 'all'),
      rateRow(say('figures.breachRate.closed'), report, 'closed'),
      ...PERCENTILES.map((name) => timeRow(report, name)),
      ...PERCENTILES.map((name) => closedRow(report, name)),
    ],
  };
}

function periodOf({ from, to, asOf }: NonNullable<ReportResponse['previous']>) {
  return { from, to, asOf };
}

function rateRow(figure: string, { states, previous }: ReportResponse, base: BreachBase): Row {
  const now = breachRate(states, base);
  const before = previous === null ? null : breachRate(previous.states, base);
  return [figure, { share: now.rate }, now.of, { share: before?.rate ?? null }, before?.of ?? null];
}

const PERCENTILES = ['p50', 'p90', 'p95', 'p99'] as const;
type Percentile = (typeof PERCENTILES)[number];

function within(name: Percentile, { clock }: ReportResponse): string {
  return say(`figures.within.${clock}`, { percent: name.slice(1) });
}

function timeRow(report: ReportResponse, name: Percentile): Row {
  const { timeToClose, previous } = report;
  const { closed, open, percentiles } = timeToClose.kaplanMeier;
  const before = previous?.timeToClose.kaplanMeier;
  const nBefore = before === undefined ? null : before.closed + before.open;
  return [within(name, report), percentiles[name], closed + open, before?.percentiles[name] ?? null, nBefore];
}

/** The period before has two of them. */
function closedRow(report: ReportResponse, name: Percentile): Row {
  const { n, percentiles } = report.timeToClose;
  const before = report.previous?.timeToClose;
  const known = name === 'p50' || name === 'p90' ? before?.[name] : undefined;
  const figure = say('figures.ofClosed', { figure: within(name, report) });
  return [figure, percentiles?.[name] ?? null, n, known ?? null, before?.n ?? null];
}
