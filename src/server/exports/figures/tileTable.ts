import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { type BreachBase, breachRate } from '../../../contract/sla';
import type { FigureCell, FigureTable } from './figureTable';

type Row = readonly [figure: string, value: FigureCell, n: number, before: FigureCell, nBefore: number | null];

/**
 * The headline figures with their n, and the same of the period before.
 * @param clock behind the title, where times are not of the calendar.
 */
export function tileTable(report: ReportResponse, clock: string): FigureTable {
  const { total, states, backlog, previous } = report;
  const before =
    previous === null ? '' : `; before = created from ${previous.from} to ${previous.to}, as of ${previous.asOf}`;
  return {
    name: 'tiles',
    title: clock === '' ? 'Figures' : `Figures; times to close${clock}`,
    formula: `shares are of n; times in ${clock === '' ? 'elapsed' : 'working'} seconds, empty where they are not reached yet${before}`,
    n: total,
    columns: ['figure', 'value', 'n', 'before', 'n before'],
    rows: [
      ['tickets', total, total, previous?.total ?? null, previous?.total ?? null],
      ['not closed', backlog.notClosed, total, previous?.notClosed ?? null, previous?.total ?? null],
      [
        'overdue, not closed',
        states.breachedOpen,
        backlog.notClosed,
        previous?.states.breachedOpen ?? null,
        previous?.notClosed ?? null,
      ],
      rateRow('breach rate', report, 'all'),
      rateRow('breach rate, closed only', report, 'closed'),
      ...PERCENTILES.map((name) => timeRow(report, name, clock)),
      ...PERCENTILES.map((name) => closedRow(report, name, clock)),
    ],
  };
}

function rateRow(figure: string, { states, previous }: ReportResponse, base: BreachBase): Row {
  const now = breachRate(states, base);
  const before = previous === null ? null : breachRate(previous.states, base);
  return [figure, { share: now.rate }, now.of, { share: before?.rate ?? null }, before?.of ?? null];
}

const PERCENTILES = ['p50', 'p90', 'p95', 'p99'] as const;
type Percentile = (typeof PERCENTILES)[number];

const within = (name: Percentile, clock: string) =>
  `${name.slice(1)} % closed within, ${clock === '' ? 's' : 'working s'}`;

function timeRow({ timeToClose, previous }: ReportResponse, name: Percentile, clock: string): Row {
  const { closed, open, percentiles } = timeToClose.kaplanMeier;
  const before = previous?.timeToClose.kaplanMeier;
  const nBefore = before === undefined ? null : before.closed + before.open;
  return [within(name, clock), percentiles[name], closed + open, before?.percentiles[name] ?? null, nBefore];
}

/** The period before has two of them. */
function closedRow(
  { timeToClose: { n, percentiles }, previous }: ReportResponse,
  name: Percentile,
  clock: string,
): Row {
  const before = previous?.timeToClose;
  const known = name === 'p50' || name === 'p90' ? before?.[name] : undefined;
  return [
    `${within(name, clock)}, of closed tickets`,
    percentiles?.[name] ?? null,
    n,
    known ?? null,
    before?.n ?? null,
  ];
}
