import Box from '@mui/material/Box';
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Filter } from '../../contract/filters';
import { formatCount, formatShare } from '../../contract/format';
import type { ReportAnswer } from '../../contract/reportAnswer';
import { colour } from '../theme/colours';
import { binWords, edgeWords } from './bucketWords';
import { ChartCard } from './ChartCard';
import { AxisUnits, TICK, TooltipBox } from './ChartParts';
import { ColumnMarks } from './ColumnMarks';
import { timeToCloseTable } from './chartTables';
import { leftOutOfTimeToClose } from './leftOut';
import { PERCENTILE_ROOM, PercentileMarks } from './PercentileMarks';
import { pickTimeToClose } from './pickedFilters';

type TimeToClose = ReportAnswer['timeToClose'];

/** How long closing takes: logarithmic bins, percentile marks, cumulative share. A click or drag makes a range. */
export function TimeToCloseChart(props: { timeToClose: TimeToClose; onPick(filters: readonly Filter[]): void }) {
  const { timeToClose, onPick } = props;
  const { bins, n, estimated } = timeToClose;
  const wordsOf = (from: number, to: number) => {
    const count = bins.slice(from, to + 1).reduce((sum, bin) => sum + bin.count, 0);
    return `${binWords(bins[from]?.from ?? 0, bins[to]?.to ?? null)} · ${formatCount(count)} tickets`;
  };
  const pick = (from: number, to: number) => {
    const [first, last] = [bins[from], bins[to]];
    if (first !== undefined && last !== undefined) onPick(pickTimeToClose(first.from, last.to));
  };
  return (
    <ChartCard
      title="Time to close"
      name="Time to close"
      note={`calendar time · n = ${formatCount(n)}${estimated ? ' · percentiles are estimates' : ''}`}
      empty={n === 0 ? 'No closed ticket here has a time to close' : undefined}
      table={timeToCloseTable(timeToClose)}
      leftOut={leftOutOfTimeToClose(timeToClose)}
      aid={
        <div>
          p90: nine in ten of the {formatCount(n)} closed within it. Bars grow wider to the right (M = 30 days).
        </div>
      }
      onPick={onPick}
    >
      <AxisUnits left="tickets" right="--- share closed by then" />
      <Box sx={{ height: { xs: 220, lg: 270 } }}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={toRows(timeToClose)}
            margin={{ top: PERCENTILE_ROOM, right: 0, bottom: 0, left: 0 }}
            barCategoryGap="8%"
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke={colour('line')} />
            <XAxis
              dataKey="label"
              interval="preserveStartEnd"
              minTickGap={4}
              tickLine={false}
              axisLine={{ stroke: colour('line') }}
              tick={TICK}
            />
            <YAxis
              yAxisId="count"
              tickFormatter={formatCount}
              tickLine={false}
              axisLine={false}
              width={44}
              tick={TICK}
              allowDecimals={false}
            />
            <YAxis
              yAxisId="share"
              orientation="right"
              domain={[0, 1]}
              tickFormatter={(share: number) => `${Math.round(share * 100)} %`}
              tickLine={false}
              axisLine={false}
              width={44}
              tick={TICK}
            />
            <Tooltip
              content={<BinTooltip />}
              cursor={{ fill: colour('none'), opacity: 0.5 }}
              isAnimationActive={false}
            />
            <Bar yAxisId="count" dataKey="count" fill={colour('bar')} isAnimationActive={false} />
            <Line
              yAxisId="share"
              dataKey="share"
              stroke={colour('ink')}
              strokeWidth={1.2}
              strokeDasharray="3 3"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
            <PercentileMarks timeToClose={timeToClose} />
            <ColumnMarks label="Time to close" count={bins.length} wordsOf={wordsOf} onPick={pick} />
          </ComposedChart>
        </ResponsiveContainer>
      </Box>
    </ChartCard>
  );
}

interface BinRow {
  label: string;
  words: string;
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
    return { label: edgeWords(from), words: binWords(from, to), count, own: count / of, share: below / of };
  });
}

function BinTooltip({ active, payload }: { active?: boolean; payload?: { payload: BinRow }[] }) {
  const row = payload?.[0]?.payload;
  if (active !== true || row === undefined) return null;
  return (
    <TooltipBox title={row.words}>
      <div>
        <strong>{formatCount(row.count)}</strong> tickets, {formatShare(row.own)}
      </div>
      <div>{formatShare(row.share)} closed by then</div>
    </TooltipBox>
  );
}
