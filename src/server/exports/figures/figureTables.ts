import { columnOf, valueLabel } from '../../../contract/columns/columns';
import { isTagsKey } from '../../../contract/query/filters';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { breachRate, DATA_CHECK_LABEL, DATA_CHECKS, SLA_STATE_LABEL, type SlaCounts } from '../../../contract/sla';
import type { FigureCell, FigureTable } from './figureTable';
import { tileTable } from './tileTable';

/**
 * The numbers behind everything that the page shows of a report. What a level hides is in none of it, as in the report.
 * @param workingHours in words, for titles of what is told in working time.
 */
export function figureTables(report: ReportResponse, workingHours?: string): FigureTable[] {
  const clock = report.clock === 'working' ? `, in working time (${workingHours})` : '';
  return [
    tileTable(report, clock),
    overTimeTable(report),
    groupTable(report, clock),
    timeToCloseTable(report, clock),
    ageTable(report),
    overdueTable(report),
    whyTable(report),
    checkTable(report),
  ];
}

const RATE =
  'late = closed late + overdue, not closed; n = met + late; rate = late / n; closed only = closed late / (met + closed late)';
const RATED = [SLA_STATE_LABEL.met, SLA_STATE_LABEL.breachedClosed, SLA_STATE_LABEL.breachedOpen];
const RATE_COLUMNS = ['late', 'n', 'breach rate', 'breach rate, closed only'];

type Rated = Pick<SlaCounts, 'met' | 'breachedClosed' | 'breachedOpen'>;

const unitOf = (clock: string) => (clock === '' ? 's' : 'working s');

function ratedCells(states: Rated): FigureCell[] {
  return [states.met, states.breachedClosed, states.breachedOpen];
}

function rateCells(states: Rated): FigureCell[] {
  const { breached, of, rate } = breachRate(states);
  return [breached, of, { share: rate }, { share: breachRate(states, 'closed').rate }];
}

function overTimeTable({ overTime }: ReportResponse): FigureTable {
  const { bucket, buckets, withoutDueBy, before, after } = overTime;
  const left = [
    [withoutDueBy, 'have no deadline'],
    [before, 'were due before these'],
    [after, 'are due after these'],
  ] as const;
  const others = left.filter(([count]) => count > 0).map(([count, words]) => `; ${count} tickets ${words}`);
  return {
    name: 'overTime',
    title: `Service level over time, by ${bucket} of the deadline`,
    formula: `${RATE}${others.join('')}`,
    n: buckets.reduce((sum, each) => sum + each.met + each.breachedClosed + each.breachedOpen, 0),
    columns: ['from', 'to (exclusive)', ...RATED, SLA_STATE_LABEL.pending, ...RATE_COLUMNS, 'over', 'cut off'],
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

const yes = (value: boolean) => (value ? 'yes' : 'no');

function groupTable({ groups: { by, rows, other }, total }: ReportResponse, clock: string): FigureTable {
  const column = columnOf(by);
  const nameOf = (value: string | number | null) =>
    value === null ? (column.emptyLabel ?? '(empty)') : valueLabel(by, String(value));
  const cells = ({ states, excess, kaplanMeier: { p50, p90 } }: Omit<(typeof rows)[number], 'value'>) => [
    ...ratedCells(states),
    states.pending,
    states.noSla,
    ...rateCells(states),
    excess,
    p50,
    p90,
  ];
  return {
    name: 'groups',
    title: `Breach rate by ${column.label}${clock === '' ? '' : `; times to close${clock}`}`,
    formula: `${RATE}${isTagsKey(by) ? '; a ticket counts once for each of its tags' : ''}; beyond = late - rate of all x n; half and 90 % closed within so many seconds, with those that are not closed (Kaplan-Meier)`,
    n: total,
    columns: [
      column.label,
      ...RATED,
      SLA_STATE_LABEL.pending,
      SLA_STATE_LABEL.noSla,
      ...RATE_COLUMNS,
      'beyond',
      `half closed within, ${unitOf(clock)}`,
      `90 % closed within, ${unitOf(clock)}`,
    ],
    rows: [
      ...rows.map((row) => [nameOf(row.value), ...cells(row)]),
      ...(other === null ? [] : [[`${other.values} others`, ...cells(other)]]),
    ],
  };
}

function timeToCloseTable({ timeToClose }: ReportResponse, clock: string): FigureTable {
  const { n, notClosed, negative, unknown, bins } = timeToClose;
  return {
    name: 'timeToClose',
    title: `Time to close${clock}`,
    formula: `[from, to) in seconds; closed = ${n}, not closed ${notClosed}, negative ${negative}, unknown ${unknown}; share closed in less than "to" with those that are not closed (Kaplan-Meier)`,
    n,
    columns: [`from, ${unitOf(clock)}`, `to, ${unitOf(clock)}`, 'closed', 'not closed, by age', 'share closed'],
    rows: bins.map(({ from, to, count, open, closedShare }) => [from, to, count, open, { share: closedShare }]),
  };
}

type Bands = ReportResponse['backlog']['bands'];

function bandTable(bands: Bands, about: Omit<FigureTable, 'columns' | 'rows'>): FigureTable {
  const rows = bands.map(({ from, to, count }) => [from, to, count]);
  return { ...about, columns: ['from, days', 'to, days', 'tickets'], rows };
}

function ageTable({ backlog: { bands, notClosed, inFuture } }: ReportResponse): FigureTable {
  const formula = `tickets that are not closed, by days since they were created, [from, to); ${inFuture} were created later`;
  return bandTable(bands, { name: 'backlog', title: 'Backlog by age', formula, n: notClosed });
}

function overdueTable({ backlog: { overdue }, states }: ReportResponse): FigureTable {
  const formula = 'tickets that are not closed and past their deadline, by days overdue, [from, to)';
  return bandTable(overdue, { name: 'overdue', title: 'Overdue by', formula, n: states.breachedOpen });
}

function whyTable({ why: { all } }: ReportResponse): FigureTable {
  const by = all?.by ?? [];
  return {
    name: 'why',
    title: 'Why the breach rate changed',
    formula:
      'against the period before: by rate = (w0 + w1) / 2 x (r1 - r0), by mix = (w1 - w0) x ((r0 + r1) / 2 - (R0 + R1) / 2); of 1; the parts of a column add up to the change',
    n: all?.now.n ?? 0,
    columns: ['column', 'value', 'n before', 'late before', 'n now', 'late now', 'by rate', 'by mix'],
    rows: by.flatMap(({ key, parts, other }) => [
      ...parts.map((part) => [
        columnOf(key).label,
        part.value === null ? '(empty)' : valueLabel(key, String(part.value)),
        ...[part.before.n, part.before.late, part.now.n, part.now.late],
        ...[{ share: part.rate }, { share: part.mix }],
      ]),
      ...(other === null
        ? []
        : [[columnOf(key).label, `${other.values} others`, ...EMPTY, { share: other.rate }, { share: other.mix }]]),
    ]),
  };
}

const EMPTY = [null, null, null, null];

function checkTable({ dataChecks, total }: ReportResponse): FigureTable {
  return {
    name: 'dataChecks',
    title: 'Data check',
    formula: 'tickets whose stored facts contradict each other',
    n: total,
    columns: ['check', 'tickets'],
    rows: DATA_CHECKS.map((check) => [DATA_CHECK_LABEL[check], dataChecks[check]]),
  };
}
