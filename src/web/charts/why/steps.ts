import { columnOf } from '../../../contract/columns/columns';
import { formatPoints } from '../../../contract/format/points';
import type { Filter } from '../../../contract/query/filters';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { formatGroup } from '../../../contract/sentences/formatGroup';
import { pickGroup, pickOtherGroups } from '../../../contract/sentences/pickedFilters';
import { say } from '../../../contract/texts/texts';
import { type ChartTable, countCell, shareCell, textCell } from '../card/chartTable';
import { describeCounts, describePart } from './describePart';

type Why = NonNullable<ReportResponse['why']['all']>;
export type By = Why['by'][number];

/** Parts that are drawn one by one. */
const SHOWN = 8;

/** A part of the change, the largest first; the smaller ones and the rest together are the last one. */
export interface Step {
  label: string;
  tenths: number;
  /** By its rate and by its share, in words. */
  help: string;
  pick: readonly Filter[];
}

export function stepsOf({ key, parts, other }: By): Step[] {
  const shown = parts.slice(0, SHOWN);
  const hidden = [...parts.slice(SHOWN), ...(other === null ? [] : [other])];
  const steps = shown.map((part) => ({
    label: formatGroup(key, part.value),
    tenths: part.tenths,
    help: `${describePart(part)}. ${describeCounts(part)}`,
    pick: pickGroup(key, part.value),
  }));
  if (hidden.length === 0) return steps;
  const sum = (of: 'tenths' | 'rate' | 'mix') => hidden.reduce((total, part) => total + part[of], 0);
  const values = parts.length - shown.length + (other?.values ?? 0);
  const rest = {
    label: say('chart.group.other', { n: values }),
    tenths: sum('tenths'),
    help: describePart({ rate: sum('rate'), mix: sum('mix') }),
    pick: pickOtherGroups({ by: key, rows: shown }),
  };
  return [...steps, rest];
}

export function whyTable(why: Why, { key, parts, other }: By): ChartTable {
  const points = (part: number) => ({
    value: Number((part * 100).toFixed(4)),
    text: formatPoints(Math.round(part * 1000)),
  });
  const part = ({ rate, mix, tenths }: { rate: number; mix: number; tenths: number }) => [
    { value: tenths / 10, text: formatPoints(tenths) },
    points(rate),
    points(mix),
  ];
  const rated = ({ n, late }: Why['now']) => [countCell(n), shareCell(n === 0 ? null : late / n)];
  return {
    columns: [columnOf(key).label, ...COLUMNS.map((each) => say(`chart.table.${each}`))],
    rows: [
      ...parts.map((each) => [
        textCell(formatGroup(key, each.value)),
        ...part(each),
        ...rated(each.now),
        ...rated(each.before),
      ]),
      ...(other === null
        ? []
        : [[textCell(say('chart.group.other', { n: other.values })), ...part(other), ...NO_CELLS]]),
      [
        textCell(say('chart.why.all')),
        { value: why.tenths / 10, text: formatPoints(why.tenths) },
        ...NO_CELLS.slice(0, 2),
        ...rated(why.now),
        ...rated(why.before),
      ],
    ],
  };
}

const COLUMNS = ['points', 'byRate', 'byShare', 'n', 'rate', 'nBefore', 'rateBefore'] as const;
const NO_CELLS = Array.from({ length: 4 }, () => textCell(''));
