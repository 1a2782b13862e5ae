import { columnOf, valueLabel } from '../../../contract/columns/columns';
import { type Filter, isTagsKey } from '../../../contract/query/filters';
import type { Bucket } from '../../../contract/query/requests';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { formatGroup } from '../../../contract/sentences/formatGroup';
import {
  pickAge,
  pickBucket,
  pickGroup,
  pickOpenFor,
  pickOtherTickets,
  pickOverdue,
  pickStateWithin,
  pickTimeToClose,
} from '../../../contract/sentences/pickedFilters';
import { type BreachBase, breachRate, excessOf, SLA_STATES, type SlaCounts } from '../../../contract/sla';
import type { TextId } from '../../../contract/texts/texts';
import { say } from '../../../contract/texts/texts';
import type { Clock } from '../../../contract/time/workingCalendar';
import { formatExcess } from '../excess';
import { formatBin, formatBucket, formatDayRange } from '../formatBuckets';
import { formatReached } from '../reached';
import { STACKED_STATES } from '../states';
import { type ChartTable, countCell, shareCell, textCell } from './chartTable';

/**
 * The table of each chart. It has every count that the chart draws, with the filters of its mark. Its rows are made when
 * they are asked for: most tables are never shown.
 */

const RATE_COLUMNS = ['breachRate', 'nOfRate'] as const;

type ColumnName = TextId extends infer Id ? (Id extends `chart.table.${infer Name}` ? Name : never) : never;

function named(columns: readonly Exclude<ColumnName, 'cut'>[]): string[] {
  return columns.map((each) => say(`chart.table.${each}`));
}

function bucketLabel(bucket: Bucket, { start, cutOff }: ReportResponse['overTime']['buckets'][number]): string {
  const label = formatBucket(bucket, start);
  return cutOff ? say('chart.table.cut', { bucket: label, what: say(`chart.cut.${bucket}`) }) : label;
}

function rateCells(states: SlaCounts, base: BreachBase) {
  const { rate, of } = breachRate(states, base);
  return [shareCell(rate), countCell(of)];
}

export function serviceLevelTable({ bucket, buckets }: ReportResponse['overTime'], base: BreachBase): ChartTable {
  return {
    columns: [
      say(`chart.table.due.${bucket}`),
      say('chart.table.tickets'),
      ...STACKED_STATES.map((state) => valueLabel('slaState', state)),
      ...named(RATE_COLUMNS),
    ],
    get rows() {
      return buckets.map((each) => [
        textCell(bucketLabel(bucket, each)),
        countCell(inBucket(each), pickBucket(each)),
        ...STACKED_STATES.map((state) => countCell(each[state], pickBucket(each, state))),
        ...rateCells({ ...each, noSla: 0 }, base),
      ]);
    },
  };
}

/** Tickets of a bucket, whatever their state. */
export function inBucket(bucket: ReportResponse['overTime']['buckets'][number]): number {
  return STACKED_STATES.reduce((sum, state) => sum + bucket[state], 0);
}

export function groupsTable({ groups, states, clock }: GroupedReport, base: BreachBase): ChartTable {
  const { by, rows, other } = groups;
  const { rate } = breachRate(states, base);
  const row = (label: string, group: Omit<Group, 'value'>, pick: Filter[] | undefined) => [
    textCell(label),
    countCell(inStates(group.states), pick),
    ...SLA_STATES.map((state) => countCell(group.states[state], pick && pickStateWithin(pick, state))),
    ...rateCells(group.states, base),
    ...comparedCells(group, base, rate),
  ];
  return {
    columns: [
      isTagsKey(by) ? say('chart.table.tag') : columnOf(by).label,
      say('chart.table.tickets'),
      ...SLA_STATES.map((state) => valueLabel('slaState', state)),
      ...named(RATE_COLUMNS),
      ...named(COMPARED_COLUMNS),
      ...PERCENTILE_COLUMNS.map((name) => say(`chart.table.${name}.${clock}`)),
    ],
    get rows() {
      return [
        ...rows.map((group) => row(formatGroup(by, group.value), group, pickGroup(by, group.value))),
        ...(other === null
          ? []
          : [row(say('chart.group.other', { n: other.values }), other, pickOtherTickets(groups))]),
      ];
    },
  };
}

/** Groups, and what all tickets together are. */
export type GroupedReport = Pick<ReportResponse, 'groups' | 'states' | 'clock'>;
type Group = ReportResponse['groups']['rows'][number];
const COMPARED_COLUMNS = ['beyond', 'rateBefore'] as const;
const PERCENTILE_COLUMNS = ['half', 'most'] as const;

function comparedCells({ states, before, kaplanMeier }: Omit<Group, 'value'>, base: BreachBase, rate: number | null) {
  const excess = excessOf(states, base, rate);
  return [
    { value: excess, text: formatExcess(excess) },
    shareCell(before && breachRate(before, base).rate),
    { value: kaplanMeier.p50, text: formatReached(kaplanMeier, 'p50') },
    { value: kaplanMeier.p90, text: formatReached(kaplanMeier, 'p90') },
  ];
}

export function inStates(states: SlaCounts): number {
  return SLA_STATES.reduce((sum, state) => sum + states[state], 0);
}

export function timeToCloseTable(
  { bins, n }: Pick<ReportResponse['timeToClose'], 'bins' | 'n'>,
  clock: Clock = 'calendar',
): ChartTable {
  return {
    columns: [
      say(`chart.close.${clock}`),
      ...named(['from', 'under', 'closed', 'share', 'closedByThen', 'openSoLong']),
      say('chart.counted.all'),
    ],
    get rows() {
      let below = 0;
      return bins.map((bin) => {
        below += bin.count;
        const share = (count: number) => shareCell(n === 0 ? null : count / n);
        return [
          textCell(formatBin(bin.from, bin.to)),
          countCell(bin.from),
          bin.to === null ? { value: null, text: '' } : countCell(bin.to),
          countCell(bin.count, pickTimeToClose(bin.from, bin.to)),
          share(bin.count),
          share(below),
          // No filter finds open tickets by their age in working time.
          countCell(bin.open, clock === 'working' ? undefined : pickOpenFor(bin.from, bin.to)),
          shareCell(bin.closedShare),
        ];
      });
    },
  };
}

export function backlogTable({ bands, overdue }: ReportResponse['backlog']): ChartTable {
  return {
    columns: named(['days', 'byAge', 'overdueBy']),
    get rows() {
      return bands.map((band, index) => [
        textCell(formatDayRange(band)),
        countCell(band.count, pickAge(band)),
        countCell(overdue[index]?.count ?? 0, pickOverdue(band)),
      ]);
    },
  };
}
