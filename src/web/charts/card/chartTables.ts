import { columnOf } from '../../../contract/columns/columns';
import { formatCount } from '../../../contract/format/format';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { type BreachBase, breachRate, SLA_STATE_LABEL, SLA_STATES, type SlaCounts } from '../../../contract/sla';
import { formatBin, formatBucket, formatDayRange, formatGroup } from '../formatBuckets';
import {
  pickAge,
  pickBucket,
  pickGroup,
  pickOtherGroups,
  pickOverdue,
  pickStateWithin,
  pickTimeToClose,
} from '../pickedFilters';
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
        textCell(formatBucket(bucket, each.start) + (each.cutOff ? ' (not the whole period)' : '')),
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
  const row = (label: string, states: SlaCounts, pick: ReturnType<typeof pickGroup>) => [
    textCell(label),
    countCell(inStates(states), pick),
    ...SLA_STATES.map((state) => countCell(states[state], pickStateWithin(pick, state))),
    ...rateCells(states, base),
  ];
  const { by, rows, other } = groups;
  return {
    columns: [columnOf(by).label, 'tickets', ...SLA_STATES.map((state) => SLA_STATE_LABEL[state]), ...RATE_COLUMNS],
    get rows() {
      return [
        ...rows.map(({ value, states }) => row(formatGroup(by, value), states, pickGroup(by, value))),
        ...(other === null ? [] : [row(`Other (${formatCount(other.values)})`, other.states, pickOtherGroups(groups))]),
      ];
    },
  };
}

export function inStates(states: SlaCounts): number {
  return SLA_STATES.reduce((sum, state) => sum + states[state], 0);
}

export function timeToCloseTable({ bins, n }: ReportResponse['timeToClose']): ChartTable {
  return {
    columns: ['Time to close', 'from (s)', 'under (s)', 'tickets', 'share', 'closed by then'],
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
