import { columnOf } from '../../../contract/columns/columns';
import { formatCount } from '../../../contract/format/numbers';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { type BreachBase, breachRate, SLA_STATE_LABEL, SLA_STATES, type SlaCounts } from '../../../contract/sla';
import { excessOf, formatExcess, ratedTogether } from '../excess';
import { formatBin, formatBucket, formatDayRange, formatGroup } from '../formatBuckets';
import {
  pickAge,
  pickBucket,
  pickGroup,
  pickOpenFor,
  pickOtherGroups,
  pickOverdue,
  pickStateWithin,
  pickTimeToClose,
} from '../pickedFilters';
import { formatReached } from '../reached';
import { STACKED_STATES } from '../states';
import { type ChartTable, countCell, shareCell, textCell } from './chartTable';

/**
 * The table of each chart. It has every count that the chart draws, with the filters of its mark. Its rows are made when
 * they are asked for: most tables are never shown.
 */

const RATE_COLUMNS = ['breach rate', 'n of the rate'] as const;

function rateCells(states: SlaCounts, base: BreachBase) {
  const { rate, of } = breachRate(states, base);
  return [shareCell(rate), countCell(of)];
}

export function serviceLevelTable({ bucket, buckets }: ReportResponse['overTime'], base: BreachBase): ChartTable {
  return {
    columns: [`Due (${bucket})`, 'tickets', ...STACKED_STATES.map((state) => SLA_STATE_LABEL[state]), ...RATE_COLUMNS],
    get rows() {
      return buckets.map((each) => [
        textCell(formatBucket(bucket, each.start) + (each.cutOff ? ` (not the whole ${bucket})` : '')),
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

export function groupsTable(groups: ReportResponse['groups'], base: BreachBase): ChartTable {
  const { by, rows, other } = groups;
  const { rate } = ratedTogether([...rows, ...(other === null ? [] : [other])], base);
  const row = (label: string, group: Omit<Group, 'value'>, pick: ReturnType<typeof pickGroup>) => [
    textCell(label),
    countCell(inStates(group.states), pick),
    ...SLA_STATES.map((state) => countCell(group.states[state], pickStateWithin(pick, state))),
    ...rateCells(group.states, base),
    ...comparedCells(group, base, rate),
  ];
  return {
    columns: [
      columnOf(by).label,
      'tickets',
      ...SLA_STATES.map((state) => SLA_STATE_LABEL[state]),
      ...RATE_COLUMNS,
      ...COMPARED_COLUMNS,
    ],
    get rows() {
      return [
        ...rows.map((group) => row(formatGroup(by, group.value), group, pickGroup(by, group.value))),
        ...(other === null ? [] : [row(`Other (${formatCount(other.values)})`, other, pickOtherGroups(groups))]),
      ];
    },
  };
}

type Group = ReportResponse['groups']['rows'][number];
const COMPARED_COLUMNS = ['beyond the overall rate', 'rate before', 'half closed within', '90 % within'] as const;

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

export function timeToCloseTable({ bins, n }: ReportResponse['timeToClose']): ChartTable {
  return {
    columns: [
      'Time to close',
      'from (s)',
      'under (s)',
      'closed',
      'share',
      'closed by then',
      'open so long',
      'with open ones',
    ],
    get rows() {
      let below = 0;
      return bins.map((bin) => {
        below += bin.count;
        const share = (count: number) => shareCell(n === 0 ? null : count / n);
        return [
          textCell(formatBin(bin.from, bin.to)),
          { value: bin.from, text: String(bin.from) },
          { value: bin.to, text: String(bin.to ?? '') },
          countCell(bin.count, pickTimeToClose(bin.from, bin.to)),
          share(bin.count),
          share(below),
          countCell(bin.open, pickOpenFor(bin.from, bin.to)),
          shareCell(bin.closedShare),
        ];
      });
    },
  };
}

export function backlogTable({ bands, overdue }: ReportResponse['backlog']): ChartTable {
  return {
    columns: ['Days', 'not closed, by age', 'overdue by'],
    get rows() {
      return bands.map((band, index) => [
        textCell(formatDayRange(band)),
        countCell(band.count, pickAge(band)),
        countCell(overdue[index]?.count ?? 0, pickOverdue(band)),
      ]);
    },
  };
}
