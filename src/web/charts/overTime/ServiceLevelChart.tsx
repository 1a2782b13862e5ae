import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { ComposedChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatShare, formatTickets } from '../../../contract/format/format';
import { formatPlain } from '../../../contract/format/numbers';
import type { Filter } from '../../../contract/query/filters';
import { BUCKETS, type Bucket } from '../../../contract/query/requests';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { untoldMessage } from '../../../contract/sentences/answer/answer';
import { piecesOf } from '../../../contract/sentences/answer/pieces';
import { pickBucket, pickBuckets } from '../../../contract/sentences/pickedFilters';
import type { BreachBase } from '../../../contract/sla';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { BreachFormula } from '../BreachFormula';
import { AxisTick } from '../card/AxisTick';
import { AXIS_ROOM, AxisTicks } from '../card/AxisTicks';
import { BarSelection } from '../card/BarSelection';
import { ChartCard } from '../card/ChartCard';
import { AxisUnits, ChartArea, formatN } from '../card/ChartParts';
import { CountAxis } from '../card/CountAxis';
import { CountBars } from '../card/CountBars';
import { inBucket, serviceLevelTable } from '../card/chartTables';
import { Help } from '../card/Help';
import { StateLegend } from '../card/StateLegend';
import { formatBuckets } from '../formatBuckets';
import { leftOutOfTime } from '../leftOut';
import { STACKED_STATES, stateAt, stateColour } from '../states';
import { BucketTooltip } from './BucketTooltip';
import { BARS_SHARE, bucketRows, describePale, MAX_RINGS, rateAxis } from './bucketRows';
import { RateLine } from './RateLine';
import { signalMarks } from './signalMarks';
import { describeSignals, describeTooFew, signalHelp } from './signalWords';
import { timeTicks } from './timeTicks';

type Buckets = ReportResponse['overTime']['buckets'];

/** Service-level states by deadline over time, and above them the breach rate in a strip of its own. */
export function ServiceLevelChart(props: {
  report: ReportResponse;
  base: BreachBase;
  /** 0..1; null where none is set. */
  targetRate: number | null;
  onBaseChange(base: BreachBase): void;
  bucket: Bucket | undefined;
  onBucketChange(bucket: Bucket | undefined): void;
  onPick(filters: readonly Filter[]): void;
}) {
  const { report, base, targetRate, bucket, onBucketChange, onPick } = props;
  const { overTime } = report;
  const { buckets } = overTime;
  const n = countOf(buckets);
  const rows = bucketRows(overTime, base, report.asOf);
  const starts = buckets.map(({ start }) => start);
  const axis = rateAxis(rows, targetRate);
  const marks = signalMarks(overTime, base);
  const signals = describeSignals(overTime, base);
  const pick = (from: number, to: number, value: number | null) => {
    const [first, last] = [buckets[from], buckets[to]];
    if (first === undefined || last === undefined) return;
    onPick(
      from === to ? pickBucket(first, value === null ? undefined : stateAt(first, value)) : pickBuckets(first, last),
    );
  };
  const describeBars = (from: number, to: number) => {
    const range = formatBuckets(overTime.bucket, buckets[from]?.start ?? '', buckets[to]?.start ?? '');
    const row = from === to ? rows[from] : undefined;
    const bars = say('chart.bars', { range, tickets: formatTickets(countOf(buckets.slice(from, to + 1))) });
    return row === undefined || row.rate === null
      ? bars
      : say('chart.bars.withRate', { bars, rate: formatShare(row.rate), n: row.of });
  };
  return (
    <ChartCard
      title={say(`chart.level.${overTime.bucket}`)}
      name={say('chart.level')}
      note={formatN(n)}
      empty={buckets.length === 0 ? say('chart.empty.noDeadline') : undefined}
      actions={<BucketSelect asked={bucket} shown={overTime.bucket} onChange={onBucketChange} />}
      table={serviceLevelTable(overTime, base)}
      leftOut={leftOutOfTime(overTime)}
      footnote={
        <>
          <BreachFormula states={report.states} base={base} onBaseChange={props.onBaseChange} />
          {untoldMessage(report, base).map((message) => (
            <div key={message.id}>
              {piecesOf(message).map(({ text }) => text)} {describeTooFew(overTime)}
            </div>
          ))}
          {signals !== '' && (
            <Help text={signalHelp(overTime, base)}>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: how it is computed is one focus away */}
              <div tabIndex={0}>{signals}</div>
            </Help>
          )}
        </>
      }
      onPick={onPick}
    >
      <StateLegend
        states={report.states}
        pale={describePale(rows)}
        small={rows.some(({ small }) => small) ? (rows.length > MAX_RINGS ? 'faint' : 'ring') : null}
        onPick={onPick}
      />
      <AxisUnits left={say('chart.axis.tickets')} right={say('chart.axis.rate')} />
      <ChartArea minHeight={250}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={rows}
            margin={{ top: 8, right: 0, bottom: AXIS_ROOM, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis dataKey="start" hide includeHidden />
            <CountAxis max={Math.max(0, ...buckets.map(inBucket))} share={BARS_SHARE} />
            <YAxis
              yAxisId="rate"
              orientation="right"
              {...axis}
              allowDataOverflow
              interval={0}
              tickLine={false}
              axisLine={false}
              width={44}
              tick={<AxisTick format={(rate) => `${formatPlain(Number((rate * 100).toFixed(1)))} %`} />}
            />
            <Tooltip
              content={<BucketTooltip marks={marks} />}
              cursor={{ fill: colour('none'), opacity: 0.5 }}
              isAnimationActive={false}
              includeHidden
            />
            <CountBars
              series={STACKED_STATES.map((state) => ({
                fill: stateColour(state),
                values: buckets.map((each) => each[state]),
              }))}
              gap={0.2}
              isLight={(index) => rows[index]?.note !== null}
            />
            <RateLine rows={rows} top={axis.domain[1]} target={targetRate} marks={marks} />
            <AxisTicks count={buckets.length} ticksFor={(width) => timeTicks(overTime.bucket, starts, width)} />
            <BarSelection
              label={say(`chart.level.bars.${overTime.bucket}`)}
              count={buckets.length}
              describeBars={describeBars}
              onPick={pick}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </ChartArea>
    </ChartCard>
  );
}

function countOf(buckets: Buckets): number {
  return buckets.reduce((sum, each) => sum + inBucket(each), 0);
}

function BucketSelect(props: { asked: Bucket | undefined; shown: Bucket; onChange(bucket: Bucket | undefined): void }) {
  const { asked, shown, onChange } = props;
  return (
    <Select
      variant="standard"
      value={asked ?? 'auto'}
      onChange={({ target }) => onChange(BUCKETS.find((each) => each === target.value))}
      inputProps={{ 'aria-label': say('chart.bucket.label') }}
      sx={{ fontSize: 12, color: colour('soft') }}
    >
      <MenuItem value="auto">
        {say(asked === undefined ? `chart.bucket.autoShown.${shown}` : 'chart.bucket.auto')}
      </MenuItem>
      {BUCKETS.map((each) => (
        <MenuItem key={each} value={each}>
          {say(`chart.bucket.by.${each}`)}
        </MenuItem>
      ))}
    </Select>
  );
}
