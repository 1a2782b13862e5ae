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
import { BreachFormula } from './BreachFormula';
import { bucketsWords, bucketTick, bucketWords } from './bucketWords';
import { ChartCard } from './ChartCard';
import { AxisUnits, nWords, Swatch, TICK, TooltipBox, TooltipRows } from './ChartParts';
import { ColumnMarks } from './ColumnMarks';
import { inBucket, serviceLevelTable } from './chartTables';
import { leftOutOfTime } from './leftOut';
import { pickBucket, pickBuckets } from './pickedFilters';
import { StateLegend } from './StateLegend';
import { SMALL_N, STACKED_STATES, stateAt, stateColour } from './states';

type Buckets = ReportAnswer['overTime']['buckets'];

/** Service-level states by deadline over time, and the breach rate on an axis of its own. */
export function ServiceLevelChart(props: {
  report: ReportAnswer;
  base: BreachBase;
  onBaseChange(base: BreachBase): void;
  bucket: Bucket | undefined;
  onBucketChange(bucket: Bucket | undefined): void;
  onPick(filters: readonly Filter[]): void;
}) {
  const { report, base, bucket, onBucketChange, onPick } = props;
  const { overTime } = report;
  const { buckets } = overTime;
  const n = countOf(buckets);
  const overYears = buckets[0]?.start.slice(0, 4) !== buckets.at(-1)?.start.slice(0, 4);
  const rows = buckets.map((each) => toRow(each, overTime.bucket, base));
  const pick = (from: number, to: number, value: number | null) => {
    const [first, last] = [buckets[from], buckets[to]];
    if (first === undefined || last === undefined) return;
    onPick(
      from === to ? pickBucket(first, value === null ? undefined : stateAt(first, value)) : pickBuckets(first, last),
    );
  };
  const wordsOf = (from: number, to: number) => {
    const words = bucketsWords(overTime.bucket, buckets[from]?.start ?? '', buckets[to]?.start ?? '');
    return `${words} · ${formatCount(countOf(buckets.slice(from, to + 1)))} tickets`;
  };
  return (
    <ChartCard
      title={`Service level by ${overTime.bucket} due`}
      name="Service level"
      note={nWords(n)}
      empty={buckets.length === 0 ? 'No ticket here has a deadline' : undefined}
      actions={<BucketSelect bucket={bucket} onChange={onBucketChange} />}
      table={serviceLevelTable(overTime, base)}
      leftOut={leftOutOfTime(overTime)}
      aid={<BreachFormula states={report.states} base={base} onBaseChange={props.onBaseChange} />}
      onPick={onPick}
    >
      <StateLegend
        states={report.states}
        cutOff={buckets.some((each) => each.cutOff)}
        small={rows.some(({ small }) => small)}
        onPick={onPick}
      />
      <AxisUnits left="tickets" right="breach rate" />
      <Box sx={{ height: 220 }}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={rows}
            margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
            barCategoryGap="20%"
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke={colour('line')} />
            <XAxis
              dataKey="start"
              tickFormatter={(start: string) => bucketTick(overTime.bucket, start, overYears)}
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
              {...rateAxis(rows)}
              tickFormatter={(rate: number) => `${Number((rate * 100).toFixed(1))} %`}
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
              >
                {rows.map((each) => (
                  <Cell key={each.start} fillOpacity={each.cutOff ? 0.55 : 1} />
                ))}
              </Bar>
            ))}
            <Line
              yAxisId="rate"
              dataKey="rate"
              stroke={colour('ink')}
              strokeWidth={1.6}
              dot={<RateDot alone={rows.length < 3} />}
              activeDot={false}
              isAnimationActive={false}
            />
            <ColumnMarks
              label={`Service level by ${overTime.bucket}`}
              count={buckets.length}
              wordsOf={wordsOf}
              onPick={pick}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </Box>
    </ChartCard>
  );
}

function countOf(buckets: Buckets): number {
  return buckets.reduce((sum, each) => sum + inBucket(each), 0);
}

type Row = Buckets[number] & { words: string; rate: number | null; of: number; small: boolean };

function toRow(bucket: Buckets[number], name: Bucket, base: BreachBase): Row {
  const { rate, of } = breachRate({ ...bucket, noSla: 0 }, base);
  return { ...bucket, rate, of, small: of > 0 && of < SMALL_N, words: bucketWords(name, bucket.start) };
}

/** To the next quarter that holds every rate worth reading, so that a rate of a few per cent is no flat line. */
function rateAxis(rows: readonly Row[]): { domain: [number, number]; ticks: number[]; allowDataOverflow: boolean } {
  const highest = Math.max(0, ...rows.map(({ rate }) => rate ?? 0));
  const top = [0.1, 0.2, 0.4, 0.6, 0.8].find((each) => highest <= each) ?? 1;
  return { domain: [0, top], ticks: [0, 1, 2, 3, 4].map((part) => (part / 4) * top), allowDataOverflow: false };
}

/** A ring where the rate is of few tickets. Recharts gives place and row. */
function RateDot(props: { alone: boolean; cx?: number; cy?: number; payload?: Row }) {
  const { alone, cx, cy, payload } = props;
  if (cx === undefined || cy === undefined || payload?.rate === null) return null;
  if (payload?.small === true) return <circle cx={cx} cy={cy} r={3} fill={colour('paper')} stroke={colour('ink')} />;
  return alone ? <circle cx={cx} cy={cy} r={3} fill={colour('ink')} /> : null;
}

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

function BucketTooltip({ active, payload }: { active?: boolean; payload?: { payload: Row }[] }) {
  const row = payload?.[0]?.payload;
  if (active !== true || row === undefined) return null;
  const all = inBucket(row);
  return (
    <TooltipBox title={`${row.words} · ${formatCount(all)} tickets`}>
      <TooltipRows
        rows={STACKED_STATES.toReversed().map((state) => ({
          key: state,
          label: (
            <>
              <Swatch fill={stateColour(state)} />
              {SLA_STATE_LABEL[state]}
            </>
          ),
          count: formatCount(row[state]),
          share: formatShare(all === 0 ? null : row[state] / all),
        }))}
      />
      <div>
        breach rate <strong>{formatShare(row.rate)}</strong> of {formatCount(row.of)}
        {row.small && `, fewer than ${SMALL_N}`}
      </div>
      {row.cutOff && <div>not the whole period</div>}
    </TooltipBox>
  );
}
