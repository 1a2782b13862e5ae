import { ComposedChart, ResponsiveContainer, Tooltip, XAxis } from 'recharts';
import { formatCount, formatShare } from '../../../contract/format/format';
import type { Filter } from '../../../contract/query/filters';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { colour } from '../../ui/colours';
import { AXIS_ROOM, AxisTicks } from '../card/AxisTicks';
import { BarSelection } from '../card/BarSelection';
import { ChartCard } from '../card/ChartCard';
import { AxisUnits, ChartArea, formatN, TooltipBox } from '../card/ChartParts';
import { CountAxis } from '../card/CountAxis';
import { CountBars } from '../card/CountBars';
import { timeToCloseTable } from '../card/chartTables';
import { formatBin } from '../formatBuckets';
import { leftOutOfTimeToClose } from '../leftOut';
import { pickTimeToClose } from '../pickedFilters';
import { isSmall, SMALL_N } from '../states';
import { ClosedShareCurve, SHARE_ROOM } from './ClosedShareCurve';
import { edgeTicks } from './edgeTicks';
import { PERCENTILE_ROOM, PercentileLines } from './PercentileLines';

type TimeToClose = ReportResponse['timeToClose'];

/** Time to close in logarithmic bins, with percentiles and the cumulative share. A click or drag filters by a range. */
export function TimeToCloseChart(props: { timeToClose: TimeToClose; onPick(filters: readonly Filter[]): void }) {
  const { timeToClose, onPick } = props;
  const { bins, n, estimated } = timeToClose;
  const describeBars = (from: number, to: number) => {
    const count = bins.slice(from, to + 1).reduce((sum, bin) => sum + bin.count, 0);
    return `${formatBin(bins[from]?.from ?? 0, bins[to]?.to ?? null)} · ${formatCount(count)} tickets`;
  };
  const pick = (from: number, to: number) => {
    const [first, last] = [bins[from], bins[to]];
    if (first !== undefined && last !== undefined) onPick(pickTimeToClose(first.from, last.to));
  };
  return (
    <ChartCard
      title="Time to close"
      name="Time to close"
      note={`calendar time · ${formatN(n)}${estimated ? ' · percentiles are estimates' : ''}`}
      empty={n === 0 ? 'No closed ticket here has a time to close' : undefined}
      table={timeToCloseTable(timeToClose)}
      leftOut={leftOutOfTimeToClose(timeToClose)}
      footnote={
        <div>
          {n > 0 && `p90: nine in ten of the ${formatCount(n)} closed within it. `}Bars grow wider to the right (M = 30
          days).
          {isSmall(n) && ` Percentiles of fewer than ${SMALL_N} say little.`}
        </div>
      }
      onPick={onPick}
    >
      <AxisUnits left="tickets" right="--- share closed by then" />
      <ChartArea minHeight={{ xs: 230, lg: 270 }}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={toRows(timeToClose)}
            margin={{ top: PERCENTILE_ROOM, right: SHARE_ROOM, bottom: AXIS_ROOM / 2 + 4, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis dataKey="label" hide includeHidden />
            <CountAxis max={Math.max(0, ...bins.map(({ count }) => count))} />
            <Tooltip
              content={<BinTooltip />}
              cursor={{ fill: colour('none'), opacity: 0.5 }}
              isAnimationActive={false}
              includeHidden
            />
            <CountBars series={[{ fill: colour('bar'), values: bins.map(({ count }) => count) }]} gap={0.08} />
            <ClosedShareCurve timeToClose={timeToClose} />
            <AxisTicks count={bins.length} ticksFor={(width) => edgeTicks(bins, width)} />
            <BarSelection label="Time to close" count={bins.length} describeBars={describeBars} onPick={pick} />
            <PercentileLines timeToClose={timeToClose} onPick={onPick} />
          </ComposedChart>
        </ResponsiveContainer>
      </ChartArea>
    </ChartCard>
  );
}

interface BinRow {
  label: string;
  count: number;
  /** 0..1 of those with a time. */
  own: number;
  /** Closed within the bin or earlier. */
  share: number;
}

function toRows({ bins, n }: TimeToClose): BinRow[] {
  let below = 0;
  return bins.map(({ from, to, count }) => {
    below += count;
    const of = Math.max(n, 1);
    return { label: formatBin(from, to), count, own: count / of, share: below / of };
  });
}

function BinTooltip({ active, payload }: { active?: boolean; payload?: { payload: BinRow }[] }) {
  const row = payload?.[0]?.payload;
  if (active !== true || row === undefined) return null;
  return (
    <TooltipBox title={row.label}>
      <div>
        <strong>{formatCount(row.count)}</strong> tickets, {formatShare(row.own)}
      </div>
      <div>{formatShare(row.share)} closed by then</div>
    </TooltipBox>
  );
}
