import Box from '@mui/material/Box';
import { useState } from 'react';
import { Bar, Cell, ComposedChart, LabelList, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Filter } from '../../contract/filters';
import { formatCount, formatDuration, formatShare } from '../../contract/format';
import type { ReportAnswer } from '../../contract/reportAnswer';
import { colour } from '../theme/colours';
import { ChartCard } from './ChartCard';
import { pickTimeToClose } from './pickedFilters';
import { TooltipBox } from './ServiceLevelChart';

type TimeToClose = ReportAnswer['timeToClose'];
const SHOWN = ['p50', 'p90', 'p95', 'p99'] as const;

/** How long closing takes: logarithmic bins, percentile marks, cumulative share. A click or drag makes a range. */
export function TimeToCloseChart(props: { timeToClose: TimeToClose; onPick(filters: readonly Filter[]): void }) {
  const { timeToClose, onPick } = props;
  const { bins, n, percentiles } = timeToClose;
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const data = toRows(timeToClose);
  const finish = () => {
    if (drag === null) return;
    const first = bins[Math.min(drag.from, drag.to)];
    const last = bins[Math.max(drag.from, drag.to)];
    setDrag(null);
    if (first !== undefined && last !== undefined) onPick(pickTimeToClose(first.from, last.to));
  };
  const inDrag = (index: number) =>
    drag !== null && index >= Math.min(drag.from, drag.to) && index <= Math.max(drag.from, drag.to);
  return (
    <ChartCard
      title="Time to close"
      note={noteOf(timeToClose)}
      empty={n === 0 ? 'No closed ticket here has a time to close' : undefined}
      table={{
        columns: ['From', 'Tickets', 'Cumulative'],
        rows: data.map(({ label, count, share }) => [label, count, formatShare(share)]),
      }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, fontSize: 12, color: colour('soft') }}>
        {percentiles !== null &&
          SHOWN.map((name) => (
            <span key={name}>
              {name} <strong style={{ color: colour('ink') }}>{formatDuration(percentiles[name], 2)}</strong>
            </span>
          ))}
        <span>— share closed by then (right axis)</span>
      </Box>
      <Box sx={{ height: { xs: 190, lg: 270 }, userSelect: 'none', '& .recharts-surface': { cursor: 'pointer' } }}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={data}
            margin={{ top: 18, right: 0, bottom: 0, left: 0 }}
            barCategoryGap="8%"
            accessibilityLayer
            onMouseDown={({ activeTooltipIndex }) => {
              const at = Number(activeTooltipIndex ?? Number.NaN);
              if (Number.isInteger(at)) setDrag({ from: at, to: at });
            }}
            onMouseMove={({ activeTooltipIndex }) => {
              const at = Number(activeTooltipIndex ?? Number.NaN);
              if (drag !== null && Number.isInteger(at) && at !== drag.to) setDrag({ ...drag, to: at });
            }}
            onMouseUp={finish}
            onMouseLeave={() => setDrag(null)}
          >
            <XAxis
              dataKey="label"
              interval="preserveStartEnd"
              minTickGap={12}
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
            <Bar yAxisId="count" dataKey="count" isAnimationActive={false}>
              <LabelList dataKey="marks" position="top" fill={colour('ink')} fontSize={11} />
              {data.map(({ label }, index) => (
                <Cell key={label} fill={inDrag(index) ? colour('accent') : colour('bar')} />
              ))}
            </Bar>
            <Line
              yAxisId="share"
              dataKey="share"
              stroke={colour('ink')}
              strokeWidth={1.2}
              strokeDasharray="3 3"
              dot={false}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </Box>
    </ChartCard>
  );
}

const TICK = { fill: colour('faint'), fontSize: 11 };

function noteOf({ n, notClosed, negative, unknown, estimated }: TimeToClose): string {
  const parts = ['calendar time', `n = ${formatCount(n)}`, `${formatCount(notClosed)} not closed`];
  if (negative > 0) parts.push(`${formatCount(negative)} negative left out`);
  if (unknown > 0) parts.push(`${formatCount(unknown)} unknown`);
  if (estimated) parts.push('percentiles are estimates');
  return parts.join(' · ');
}

interface BinRow {
  label: string;
  words: string;
  count: number;
  /** Closed within the bin or earlier. */
  share: number;
  /** The percentiles that lie in the bin; several share a line, so that they never collide. */
  marks: string;
}

function toRows({ bins, n, percentiles }: TimeToClose): BinRow[] {
  let below = 0;
  return bins.map(({ from, to, count }) => {
    below += count;
    const label = from === 0 ? '0' : edge(from);
    const words =
      from === 0 ? '0 seconds' : to === null ? `${edge(from)} or more` : `${edge(from)} to under ${edge(to)}`;
    const marks = SHOWN.filter((name) => {
      const seconds = percentiles?.[name];
      return seconds !== undefined && seconds >= from && (to === null || seconds < to);
    });
    return { label, words, count, share: n === 0 ? 0 : below / n, marks: marks.join(' ') };
  });
}

const DAY = 86_400;

/** An edge in the largest unit that fits: 1 w, 3 M, 1 y. */
function edge(seconds: number): string {
  if (seconds === 365 * DAY) return '1 y';
  if (seconds >= 30 * DAY) return `${seconds / (30 * DAY)} M`;
  if (seconds >= 7 * DAY) return `${seconds / (7 * DAY)} w`;
  return formatDuration(seconds);
}

function BinTooltip({ active, payload }: { active?: boolean; payload?: { payload: BinRow }[] }) {
  const row = payload?.[0]?.payload;
  if (active !== true || row === undefined) return null;
  return (
    <TooltipBox title={row.words}>
      <div>
        <strong>{formatCount(row.count)}</strong> tickets
      </div>
      <div>{formatShare(row.share)} closed by then</div>
    </TooltipBox>
  );
}
