import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { Bar, CartesianGrid, Cell, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Filter } from '../../contract/filters';
import { formatCount, formatShare } from '../../contract/format';
import type { ReportAnswer } from '../../contract/reportAnswer';
import { BUCKETS, type Bucket } from '../../contract/requests';
import { type BreachBase, breachRate, SLA_STATE_LABEL } from '../../contract/sla';
import { colour } from '../theme/colours';
import { bucketTick, bucketWords } from './bucketWords';
import { ChartCard } from './ChartCard';
import { pickBucket } from './pickedFilters';
import { STACKED_STATES, stateColour } from './states';

type Buckets = ReportAnswer['overTime']['buckets'];

/** Service-level states by deadline over time, and the breach rate on an axis of its own. */
export function ServiceLevelChart(props: {
  overTime: ReportAnswer['overTime'];
  base: BreachBase;
  bucket: Bucket | undefined;
  onBucketChange(bucket: Bucket | undefined): void;
  onPick(filters: readonly Filter[]): void;
}) {
  const { overTime, base, bucket, onBucketChange, onPick } = props;
  const { buckets } = overTime;
  const n = buckets.reduce((sum, each) => sum + STACKED_STATES.reduce((part, state) => part + each[state], 0), 0);
  const data = buckets.map((each) => {
    const { rate, of } = breachRate({ ...each, noSla: 0 }, base);
    return { ...each, rate, of, words: bucketWords(overTime.bucket, each.start) };
  });
  const outside = overTime.before + overTime.after;
  const note = `n = ${formatCount(n)} with a deadline · ${formatCount(overTime.withoutDueBy)} without${outside > 0 ? ` · ${formatCount(outside)} beyond the axis` : ''}`;
  return (
    <ChartCard
      title={`Service level by ${overTime.bucket}`}
      note={note}
      empty={buckets.length === 0 ? 'No ticket here has a deadline' : undefined}
      actions={<BucketSelect bucket={bucket} onChange={onBucketChange} />}
      table={{
        columns: ['Due', ...STACKED_STATES.map((state) => SLA_STATE_LABEL[state]), 'breach rate'],
        rows: data.map((each) => [each.words, ...STACKED_STATES.map((state) => each[state]), formatShare(each.rate)]),
      }}
    >
      <Legend cutOff={buckets.some((each) => each.cutOff)} />
      <Box sx={{ height: 220, '& .recharts-bar-rectangle': { cursor: 'pointer' } }}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={data}
            margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
            barCategoryGap="20%"
            accessibilityLayer
          >
            <CartesianGrid vertical={false} stroke={colour('line')} />
            <XAxis
              dataKey="start"
              tickFormatter={(start: string) => bucketTick(overTime.bucket, start)}
              minTickGap={24}
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
              yAxisId="rate"
              orientation="right"
              domain={[0, 1]}
              ticks={[0, 0.25, 0.5, 0.75, 1]}
              tickFormatter={(rate: number) => `${Math.round(rate * 100)} %`}
              tickLine={false}
              axisLine={false}
              width={44}
              tick={TICK}
            />
            <Tooltip
              content={<BucketTooltip />}
              cursor={{ fill: colour('none'), opacity: 0.5 }}
              isAnimationActive={false}
            />
            {STACKED_STATES.map((state) => (
              <Bar
                key={state}
                yAxisId="count"
                dataKey={state}
                stackId="states"
                fill={stateColour(state)}
                isAnimationActive={false}
                onClick={(_: unknown, index: number) => {
                  const each = buckets[index];
                  if (each !== undefined) onPick(pickBucket(each, state));
                }}
              >
                {data.map((each) => (
                  <Cell key={each.start} fillOpacity={each.cutOff ? 0.55 : 1} />
                ))}
              </Bar>
            ))}
            <Line
              yAxisId="rate"
              dataKey="rate"
              stroke={colour('ink')}
              strokeWidth={1.6}
              dot={data.length < 3}
              activeDot={false}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </Box>
      <PickList buckets={buckets} name={overTime.bucket} onPick={onPick} />
    </ChartCard>
  );
}

const TICK = { fill: colour('faint'), fontSize: 11 };

function BucketSelect({
  bucket,
  onChange,
}: {
  bucket: Bucket | undefined;
  onChange(bucket: Bucket | undefined): void;
}) {
  return (
    <Select
      variant="standard"
      disableUnderline
      value={bucket ?? 'auto'}
      onChange={({ target }) => onChange(BUCKETS.find((each) => each === target.value))}
      inputProps={{ 'aria-label': 'Bucket' }}
      sx={{ fontSize: 12, color: colour('soft') }}
    >
      <MenuItem value="auto">fitting</MenuItem>
      {BUCKETS.map((each) => (
        <MenuItem key={each} value={each}>
          by {each}
        </MenuItem>
      ))}
    </Select>
  );
}

function Legend({ cutOff }: { cutOff: boolean }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.75, fontSize: 12, color: colour('soft') }}>
      {STACKED_STATES.map((state) => (
        <span key={state}>
          <Swatch fill={stateColour(state)} />
          {SLA_STATE_LABEL[state]}
        </span>
      ))}
      <span style={{ color: colour('ink') }}>— breach rate (right axis)</span>
      {cutOff && <span>lighter: not the whole period</span>}
    </Box>
  );
}

function Swatch({ fill }: { fill: string }) {
  return (
    <i
      aria-hidden="true"
      style={{ display: 'inline-block', width: 9, height: 9, borderRadius: 2, marginRight: 5, background: fill }}
    />
  );
}

type TooltipRow = Buckets[number] & { words: string; rate: number | null; of: number };

function BucketTooltip({ active, payload }: { active?: boolean; payload?: { payload: TooltipRow }[] }) {
  const row = payload?.[0]?.payload;
  if (active !== true || row === undefined) return null;
  return (
    <TooltipBox title={row.words}>
      {STACKED_STATES.map((state) => (
        <div key={state}>
          <Swatch fill={stateColour(state)} />
          {SLA_STATE_LABEL[state]} <strong>{formatCount(row[state])}</strong>
        </div>
      ))}
      <div>
        breach rate <strong>{formatShare(row.rate)}</strong> of {formatCount(row.of)}
      </div>
      {row.cutOff && <div>not the whole {'period'}</div>}
    </TooltipBox>
  );
}

export function TooltipBox({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Box sx={{ bgcolor: colour('paper'), border: `1px solid ${colour('line')}`, borderRadius: 1, p: 1, fontSize: 12 }}>
      <strong>{title}</strong>
      {children}
    </Box>
  );
}

/** The same marks for the keyboard: choose a bucket, and it becomes a filter. */
function PickList(props: { buckets: Buckets; name: Bucket; onPick(filters: readonly Filter[]): void }) {
  const { buckets, name, onPick } = props;
  return (
    <Select
      variant="standard"
      disableUnderline
      displayEmpty
      value=""
      inputProps={{ 'aria-label': `Show only one ${name}` }}
      onChange={({ target }) => {
        const bucket = buckets.find(({ start }) => start === target.value);
        if (bucket !== undefined) onPick(pickBucket(bucket));
      }}
      sx={{ fontSize: 12, color: colour('soft') }}
    >
      <MenuItem value="" disabled>
        Show only one {name} …
      </MenuItem>
      {buckets.map(({ start }) => (
        <MenuItem key={start} value={start}>
          {bucketWords(name, start)}
        </MenuItem>
      ))}
    </Select>
  );
}
