import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { Bar, CartesianGrid, Cell, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Filter } from '../../contract/filters';
import { formatCount, formatShare } from '../../contract/format';
import type { ReportAnswer } from '../../contract/reportAnswer';
import { BUCKETS, type Bucket } from '../../contract/requests';
import { type BreachBase, breachRate, SLA_STATE_LABEL } from '../../contract/sla';
import { colour } from '../theme/colours';
import { AXIS_ROOM, AxisTicks } from './AxisTicks';
import { BreachFormula } from './BreachFormula';
import { bucketsWords, bucketWords } from './bucketWords';
import { ChartCard } from './ChartCard';
import { AxisUnits, ChartPlace, nWords, Swatch, TICK, TooltipBox, TooltipRows } from './ChartParts';
import { ColumnMarks } from './ColumnMarks';
import { inBucket, serviceLevelTable } from './chartTables';
import { leftOutOfTime } from './leftOut';
import { pickBucket, pickBuckets } from './pickedFilters';
import { StateLegend } from './StateLegend';
import { isSmall, SMALL_N, STACKED_STATES, stateAt, stateColour } from './states';
import { timeTicks } from './timeTicks';

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
  const rows = buckets.map((each) => toRow(each, overTime.bucket, base));
  const starts = buckets.map(({ start }) => start);
  const crowded = rows.length > MOST_RINGS;
  const axis = rateAxis(rows);
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
      actions={<BucketSelect asked={bucket} shown={overTime.bucket} onChange={onBucketChange} />}
      table={serviceLevelTable(overTime, base)}
      leftOut={leftOutOfTime(overTime)}
      aid={<BreachFormula states={report.states} base={base} onBaseChange={props.onBaseChange} />}
      onPick={onPick}
    >
      <StateLegend
        states={report.states}
        cutOff={buckets.some((each) => each.cutOff)}
        small={rows.some(({ small }) => small) ? (crowded ? 'faint' : 'ring') : null}
        onPick={onPick}
      />
      <AxisUnits left="tickets" right="breach rate" />
      <ChartPlace minHeight={230}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={rows}
            margin={{ top: 8, right: 0, bottom: AXIS_ROOM, left: 0 }}
            barCategoryGap="20%"
            accessibilityLayer={false}
          >
            <CartesianGrid yAxisId="count" vertical={false} stroke={colour('line')} />
            <XAxis dataKey="start" hide />
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
              {...axis}
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
            {crowded && <Line {...RATE_LINE} dataKey="rate" strokeOpacity={0.35} dot={FAINT_DOT} />}
            <Line
              {...RATE_LINE}
              dataKey={crowded ? 'surely' : 'rate'}
              dot={<RateDot alone={rows.length < 3} rings={!crowded} top={axis.domain[1]} />}
            />
            <AxisTicks count={buckets.length} ticksFor={(width) => timeTicks(overTime.bucket, starts, width)} />
            <ColumnMarks
              label={`Service level by ${overTime.bucket}`}
              count={buckets.length}
              wordsOf={wordsOf}
              onPick={pick}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </ChartPlace>
    </ChartCard>
  );
}

function countOf(buckets: Buckets): number {
  return buckets.reduce((sum, each) => sum + inBucket(each), 0);
}

type Row = Buckets[number] & {
  words: string;
  rate: number | null;
  of: number;
  small: boolean;
  /** The rate where it is of enough tickets. */
  surely: number | null;
};

function toRow(bucket: Buckets[number], name: Bucket, base: BreachBase): Row {
  const { rate, of } = breachRate({ ...bucket, noSla: 0 }, base);
  const small = isSmall(of);
  return { ...bucket, rate, of, small, surely: small ? null : rate, words: bucketWords(name, bucket.start) };
}

/** More rings than this would cover the bars: the line turns faint instead. */
const MOST_RINGS = 60;

/** A rate between two empty buckets has no line to be seen by. */
const FAINT_DOT = { r: 1.2, fill: colour('ink'), fillOpacity: 0.35, strokeWidth: 0 };

const RATE_LINE = {
  yAxisId: 'rate',
  stroke: colour('ink'),
  strokeWidth: 1.6,
  activeDot: false,
  isAnimationActive: false,
} as const;

/**
 * To the next quarter that holds every rate worth reading, so that a rate of a few per cent is no flat line: where
 * there are rates of enough tickets, those of a few may leave the chart.
 */
function rateAxis(rows: readonly Row[]): { domain: [number, number]; ticks: number[]; allowDataOverflow: boolean } {
  const worth = rows.some(({ surely }) => surely !== null)
    ? rows.map(({ surely }) => surely)
    : rows.map(({ rate }) => rate);
  const highest = Math.max(0, ...worth.map((rate) => rate ?? 0));
  const top = [0.1, 0.2, 0.4, 0.6, 0.8].find((each) => highest <= each) ?? 1;
  return { domain: [0, top], ticks: [0, 1, 2, 3, 4].map((part) => (part / 4) * top), allowDataOverflow: true };
}

/** A ring where the rate is of few tickets. Recharts gives place and row. */
function RateDot(props: { alone: boolean; rings: boolean; top: number; cx?: number; cy?: number; payload?: Row }) {
  const { alone, rings, top, cx, cy, payload } = props;
  if (cx === undefined || cy === undefined || payload === undefined) return null;
  const { rate, small } = payload;
  if (rate === null || rate > top) return null;
  if (small) return rings ? <circle cx={cx} cy={cy} r={3} fill={colour('paper')} stroke={colour('ink')} /> : null;
  return alone ? <circle cx={cx} cy={cy} r={3} fill={colour('ink')} /> : null;
}

function BucketSelect(props: { asked: Bucket | undefined; shown: Bucket; onChange(bucket: Bucket | undefined): void }) {
  const { asked, shown, onChange } = props;
  return (
    <Select
      variant="standard"
      disableUnderline
      value={asked ?? 'auto'}
      onChange={({ target }) => onChange(BUCKETS.find((each) => each === target.value))}
      inputProps={{ 'aria-label': 'Bucket' }}
      sx={{ fontSize: 12, color: colour('soft') }}
    >
      <MenuItem value="auto">{asked === undefined ? `auto (${shown})` : 'auto'}</MenuItem>
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
