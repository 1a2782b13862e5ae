import Link from '@mui/material/Link';
import { useState } from 'react';
import { ComposedChart, ResponsiveContainer, Tooltip, XAxis } from 'recharts';
import { formatShare, formatTickets } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import type { Filter } from '../../../contract/query/filters';
import { recordOf } from '../../../contract/recordOf';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { describeHours } from '../../../contract/sentences/describeHours';
import { pickOpenFor, pickTimeToClose } from '../../../contract/sentences/pickedFilters';
import { SMALL_N } from '../../../contract/sla';
import { say } from '../../../contract/texts/texts';
import { CLOCKS, type Clock } from '../../../contract/time/workingCalendar';
import { Choice } from '../../ui/Choice';
import { colour } from '../../ui/colours';
import { bold, Rich } from '../../ui/Rich';
import { AXIS_ROOM, AxisTicks } from '../card/AxisTicks';
import { BarSelection } from '../card/BarSelection';
import { ChartCard } from '../card/ChartCard';
import { AxisUnits, ChartArea, formatN, TooltipBox } from '../card/ChartParts';
import { CountAxis } from '../card/CountAxis';
import { CountBars } from '../card/CountBars';
import { timeToCloseTable } from '../card/chartTables';
import { Help } from '../card/Help';
import { formatBin } from '../formatBuckets';
import { leftOutOfTimeToClose } from '../leftOut';
import { describeNotReached } from '../reached';
import { isSmall } from '../states';
import { ClosedShareCurve, SHARE_ROOM } from './ClosedShareCurve';
import { edgeTicks } from './edgeTicks';
import { PERCENTILES, type Percentile, PercentileLines, percentileRoom, USUAL_PERCENTILES } from './PercentileLines';
import { closedByEdge, trimBins } from './percentileLayout';

type TimeToClose = ReportResponse['timeToClose'];

/** Time to close in logarithmic bins, with percentiles and the cumulative share. A click or drag filters by a range. */
export function TimeToCloseChart(props: {
  timeToClose: TimeToClose;
  clock: Clock;
  /** In words; null where the instance has none. */
  workingHours: string | null;
  onClockChange(clock: Clock): void;
  onPick(filters: readonly Filter[]): void;
}) {
  const { clock, workingHours, onPick } = props;
  const title = say(`chart.close.${clock}`);
  const [counted, setCounted] = useState<Counted>('all');
  const [percentiles, setPercentiles] = useState<readonly Percentile[]>(USUAL_PERCENTILES);
  const trimmed = { ...props.timeToClose, bins: trimBins(props.timeToClose.bins) };
  const timeToClose = { ...trimmed, ...curveOf(trimmed, counted) };
  const { bins, n, kaplanMeier } = timeToClose;
  const isEstimate = counted === 'all' ? kaplanMeier.estimated : timeToClose.estimated;
  const observed = kaplanMeier.closed + kaplanMeier.open;
  const of = formatN(counted === 'all' ? observed : n);
  const how = `${say(`chart.time.help.${counted}`)} (${of})`;
  const note =
    clock === 'working'
      ? say('chart.close.hours', { hours: describeHours(workingHours ?? ''), n: of })
      : say('chart.close.note', { n: of });
  const describeBars = (from: number, to: number) => {
    const count = bins.slice(from, to + 1).reduce((sum, bin) => sum + bin.count, 0);
    const bars = say('chart.bars', {
      range: formatBin(bins[from]?.from ?? 0, bins[to]?.to ?? null),
      tickets: formatTickets(count),
    });
    const share = formatShare(timeToClose.shares[to] ?? 0);
    return from === to ? `${bars} · ${say('chart.close.tooltip.share', { share })}` : bars;
  };
  const missing = notReached(timeToClose, percentiles);
  const pick = (from: number, to: number) => {
    const [first, last] = [bins[from], bins[to]];
    if (first !== undefined && last !== undefined) onPick(pickTimeToClose(first.from, last.to));
  };
  return (
    <ChartCard
      title={title}
      name={title}
      note={isEstimate ? say('chart.close.estimated', { note }) : note}
      empty={observed + n === 0 ? say('chart.empty.noTime') : undefined}
      table={timeToCloseTable(timeToClose, clock)}
      leftOut={leftOutOfTimeToClose(timeToClose)}
      footnote={
        <>
          {workingHours !== null && (
            <Choice
              label={say('chart.clock.label')}
              options={CLOCKS}
              labels={recordOf(CLOCKS, (each) => say(`chart.clock.${each}`))}
              value={clock}
              onChange={props.onClockChange}
            />
          )}
          <Help text={how}>
            <span>
              <Choice
                label={say('chart.counted.label')}
                options={COUNTED}
                labels={recordOf(COUNTED, (each) => say(`chart.counted.${each}`))}
                value={counted}
                onChange={setCounted}
              />
            </span>
          </Help>
          <div>
            <Help text={how}>
              <span tabIndex={missing === '' ? undefined : 0}>{missing}</span>
            </Help>
            {kaplanMeier.open > 0 && (
              <>
                <Rich
                  id="chart.close.pale"
                  with={{
                    n: kaplanMeier.open,
                    pick: (words) => (
                      <Help
                        text={`${say('chart.help.notClosed')}: ${say('chart.tile.partOf', { part: formatCount(kaplanMeier.open), n: formatCount(observed) })}`}
                      >
                        <Link
                          component="button"
                          color="inherit"
                          variant="body2"
                          onClick={() => onPick(pickOpenFor(0, null))}
                        >
                          {words}
                        </Link>
                      </Help>
                    ),
                  }}
                />{' '}
              </>
            )}
            <Link
              component="button"
              color="inherit"
              variant="body2"
              data-picture="none"
              onClick={() => setPercentiles(percentiles === PERCENTILES ? USUAL_PERCENTILES : PERCENTILES)}
            >
              {say(percentiles === PERCENTILES ? 'chart.close.withoutTail' : 'chart.close.withTail')}
            </Link>
            {isSmall(n) && say('chart.close.small', { n: SMALL_N })}
          </div>
        </>
      }
      onPick={onPick}
    >
      <AxisUnits left={say('chart.axis.tickets')} right={say('chart.axis.share')} />
      <ChartArea minHeight={{ xs: 230, lg: 270 }}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={toRows(timeToClose)}
            margin={{ top: percentileRoom(percentiles.length), right: SHARE_ROOM, bottom: AXIS_ROOM / 2 + 4, left: 0 }}
            accessibilityLayer={false}
          >
            <XAxis dataKey="label" hide includeHidden />
            <CountAxis max={Math.max(0, ...bins.map(({ count, open }) => count + open))} />
            <Tooltip
              content={<BinTooltip />}
              cursor={{ fill: colour('none'), opacity: 0.5 }}
              isAnimationActive={false}
              includeHidden
            />
            <CountBars
              series={[
                { fill: colour('bar'), values: bins.map(({ count }) => count) },
                { fill: colour('bar'), values: bins.map(({ open }) => open), isLight: true },
              ]}
              gap={0.08}
            />
            <ClosedShareCurve shares={timeToClose.shares} />
            <AxisTicks count={bins.length} ticksFor={(width) => edgeTicks(bins, width)} />
            <BarSelection label={title} count={bins.length} describeBars={describeBars} onPick={pick} />
            <PercentileLines bins={bins} names={percentiles} reached={timeToClose.reached} how={how} onPick={onPick} />
          </ComposedChart>
        </ResponsiveContainer>
      </ChartArea>
    </ChartCard>
  );
}

const COUNTED = ['all', 'closed'] as const;
type Counted = (typeof COUNTED)[number];

type Reached = TimeToClose['kaplanMeier']['percentiles'];

/** The percentiles, and the share closed by the end of each bin: Kaplan-Meier, or of closed tickets alone. */
function curveOf(
  { bins, n, percentiles, kaplanMeier }: TimeToClose,
  counted: Counted,
): { shares: number[]; reached: Reached } {
  if (counted === 'all') {
    return { shares: bins.map(({ closedShare }) => closedShare ?? 0), reached: kaplanMeier.percentiles };
  }
  const none = { p50: null, p90: null, p95: null, p99: null };
  return {
    shares: closedByEdge({ bins, n })
      .map(({ share }) => share)
      .slice(1),
    reached: percentiles ?? none,
  };
}

/** "p95, p99 not yet reached (62 % closed so far). " */
function notReached(
  { reached, kaplanMeier }: { reached: Reached; kaplanMeier: TimeToClose['kaplanMeier'] },
  shown: readonly Percentile[],
): string {
  const missing = shown.filter((name) => reached[name] === null);
  return missing.length === 0 ? '' : `${missing.join(', ')} ${describeNotReached(kaplanMeier)}. `;
}

interface BinRow {
  label: string;
  count: number;
  open: number;
  /** 0..1 of those with a time. */
  own: number;
  /** Closed within the bin or earlier. */
  share: number;
}

function toRows({ bins, n, shares }: TimeToClose & { shares: readonly number[] }): BinRow[] {
  return bins.map(({ from, to, count, open }, index) => ({
    label: formatBin(from, to),
    count,
    open,
    own: count / Math.max(n, 1),
    share: shares[index] ?? 0,
  }));
}

function BinTooltip({ active, payload }: { active?: boolean; payload?: { payload: BinRow }[] }) {
  const row = payload?.[0]?.payload;
  if (active !== true || row === undefined) return null;
  return (
    <TooltipBox title={row.label}>
      <div>
        <Rich id="chart.close.tooltip.closed" with={{ b: bold, n: row.count, share: formatShare(row.own) }} />
      </div>
      {row.open > 0 && (
        <div>
          <Rich id="chart.close.tooltip.open" with={{ b: bold, n: row.open }} />
        </div>
      )}
      <div>{say('chart.close.tooltip.share', { share: formatShare(row.share) })}</div>
    </TooltipBox>
  );
}
