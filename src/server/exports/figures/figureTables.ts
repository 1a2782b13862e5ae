import { labelOfValue } from '../../../contract/columns/columnFacts';
import { columnOf, valueLabel } from '../../../contract/columns/columns';
import { keyFacts, labelOf } from '../../../contract/query/filters';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { breachRate, DATA_CHECKS, type SlaCounts, type SlaState } from '../../../contract/sla';
import { say } from '../../../contract/texts/texts';
import type { FigureCell, FigureTable } from './figureTable';
import { tileTable } from './tileTable';

/**
 * The numbers behind everything that the page shows of a report, in the language that is spoken. What a level hides is in
 * none of it, as in the report.
 * @param hours of work in words, for titles of what is told in working time.
 */
export function figureTables(report: ReportResponse, hours = ''): FigureTable[] {
  return [
    tileTable(report, hours),
    overTimeTable(report),
    groupTable(report, hours),
    timeToCloseTable(report, hours),
    ageTable(report),
    overdueTable(report),
    whyTable(report),
    checkTable(report),
  ];
}

const RATED = ['met', 'breachedClosed', 'breachedOpen'] as const;
type Rated = Pick<SlaCounts, (typeof RATED)[number]>;

const stateLabel = (state: SlaState) => valueLabel('slaState', state);
const ratedLabels = () => RATED.map(stateLabel);

function rateLabels(): string[] {
  return [say('figures.late'), 'n', say('figures.breachRate'), say('figures.breachRate.closed')];
}

function ratedCells(states: Rated): FigureCell[] {
  return RATED.map((state) => states[state]);
}

function rateCells(states: Rated): FigureCell[] {
  const { breached, of, rate } = breachRate(states);
  return [breached, of, { share: rate }, { share: breachRate(states, 'closed').rate }];
}

function overTimeTable({ overTime }: ReportResponse): FigureTable {
  const { bucket, buckets, ...left } = overTime;
  const others = (['withoutDueBy', 'before', 'after'] as const)
    .filter((name) => left[name] > 0)
    .map((name) => `; ${say(`figures.left.${name}`, { n: left[name] })}`);
  return {
    name: 'overTime',
    title: say(`figures.overTime.${bucket}`),
    formula: `${say('figures.rate')}${others.join('')}`,
    n: buckets.reduce((sum, each) => sum + each.met + each.breachedClosed + each.breachedOpen, 0),
    columns: [
      say('figures.from'),
      say('figures.toExclusive'),
      ...ratedLabels(),
      stateLabel('pending'),
      ...rateLabels(),
      say('figures.over'),
      say('figures.cutOff'),
    ],
    rows: buckets.map((each) => [
      each.start,
      each.end,
      ...ratedCells(each),
      each.pending,
      ...rateCells(each),
      yes(each.whole),
      yes(each.cutOff),
    ]),
  };
}

const yes = (value: boolean) => say(value ? 'figures.yes' : 'figures.no');

function groupTable({ groups: { by, rows, other }, total, clock }: ReportResponse, hours: string): FigureTable {
  const column = columnOf(by);
  const nameOf = (value: string | number | null) =>
    value === null ? (column.emptyLabel ?? say('figures.empty')) : valueLabel(by, String(value));
  const cells = ({ states, excess, kaplanMeier: { p50, p90 } }: Omit<(typeof rows)[number], 'value'>) => [
    ...ratedCells(states),
    states.pending,
    states.noSla,
    ...rateCells(states),
    excess,
    p50,
    p90,
  ];
  const title = { column: column.label, hours };
  return {
    name: 'groups',
    title: clock === 'working' ? say('figures.groups.working', title) : say('figures.groups', title),
    formula: say('figures.groups.formula', { rate: say('figures.rate') }),
    n: total,
    columns: [
      column.label,
      ...ratedLabels(),
      stateLabel('pending'),
      stateLabel('noSla'),
      ...rateLabels(),
      say('figures.beyond'),
      say(`figures.half.${clock}`),
      say(`figures.most.${clock}`),
    ],
    rows: [
      ...rows.map((row) => [nameOf(row.value), ...cells(row)]),
      ...(other === null ? [] : [[say('figures.others', { n: other.values }), ...cells(other)]]),
    ],
  };
}

function timeToCloseTable({ timeToClose, clock }: ReportResponse, hours: string): FigureTable {
  const { n, notClosed, negative, unknown, bins } = timeToClose;
  const title = say('figures.timeToClose');
  return {
    name: 'timeToClose',
    title: clock === 'working' ? say('figures.working', { title, hours }) : title,
    formula: say('figures.timeToClose.formula', { n, notClosed, negative, unknown }),
    n,
    columns: [
      say(`figures.from.${clock}`),
      say(`figures.to.${clock}`),
      say('figures.closed'),
      say('figures.openByAge'),
      say('figures.shareClosed'),
    ],
    rows: bins.map(({ from, to, count, open, closedShare }) => [from, to, count, open, { share: closedShare }]),
  };
}

type Bands = ReportResponse['backlog']['bands'];

function bandTable(bands: Bands, about: Omit<FigureTable, 'columns' | 'rows'>): FigureTable {
  const rows = bands.map(({ from, to, count }) => [from, to, count]);
  return { ...about, columns: [say('figures.from.days'), say('figures.to.days'), say('figures.tickets')], rows };
}

function ageTable({ backlog: { bands, notClosed, inFuture } }: ReportResponse): FigureTable {
  const formula = say('figures.backlog.formula', { n: inFuture });
  return bandTable(bands, { name: 'backlog', title: say('figures.backlog'), formula, n: notClosed });
}

function overdueTable({ backlog: { overdue }, states }: ReportResponse): FigureTable {
  const about = { title: say('figures.overdueBy'), formula: say('figures.overdueBy.formula') };
  return bandTable(overdue, { name: 'overdue', ...about, n: states.breachedOpen });
}

function whyTable({ why: { all } }: ReportResponse): FigureTable {
  const by = all?.by ?? [];
  return {
    name: 'why',
    title: say('figures.why'),
    formula: say('figures.why.formula'),
    n: all?.now.n ?? 0,
    columns: [
      say('figures.column'),
      say('figures.value'),
      say('figures.nBefore'),
      say('figures.lateBefore'),
      say('figures.nNow'),
      say('figures.lateNow'),
      say('figures.byRate'),
      say('figures.byMix'),
    ],
    rows: by.flatMap(({ key, parts, other }) => [
      ...parts.map((part) => [
        labelOf(key),
        part.value === null ? (columnOf(key).emptyLabel ?? say('figures.empty')) : valueLabel(key, String(part.value)),
        ...[part.before.n, part.before.late, part.now.n, part.now.late],
        ...[{ share: part.rate }, { share: part.mix }],
      ]),
      ...(other === null ? [] : [othersOf(key, other)]),
    ]),
  };
}

const EMPTY = [null, null, null, null];

function othersOf(
  key: Parameters<typeof columnOf>[0],
  { values, rate, mix }: { values: number; rate: number; mix: number },
) {
  return [labelOf(key), say('figures.others', { n: values }), ...EMPTY, { share: rate }, { share: mix }];
}

function checkTable({ dataChecks, total }: ReportResponse): FigureTable {
  return {
    name: 'dataChecks',
    title: say('figures.dataChecks'),
    formula: say('figures.dataChecks.formula'),
    n: total,
    columns: [say('figures.check'), say('figures.tickets')],
    rows: DATA_CHECKS.map((check) => [labelOfValue(keyFacts('dataCheck'), check), dataChecks[check]]),
  };
}
