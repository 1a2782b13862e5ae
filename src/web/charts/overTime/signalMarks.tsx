import { formatDayOfYear } from '../../../contract/format/days';
import { formatShare } from '../../../contract/format/format';
import type { Bucket } from '../../../contract/query/requests';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import type { BreachBase } from '../../../contract/sla';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { formatBucket } from '../formatBuckets';
import { limitsOf } from './signalWords';

type OverTime = ReportResponse['overTime'];

/** How a bucket is marked on the line of the rate: outside of what chance explains, or in a run on one side. */
export interface SignalMark {
  kind: 'outside' | 'run';
  /** Of the strongest alone. */
  label: string | null;
  /** Between which rates chance would leave it; of a signal alone. */
  limits?: string;
}

export function signalMarks({ bucket, buckets, signals }: OverTime, base: BreachBase): ReadonlyMap<string, SignalMark> {
  const found = signals[base];
  const marks = new Map<string, SignalMark>();
  if (found === null) return marks;
  for (const { first, last } of found.runs) {
    const inRun = buckets.filter(({ start, whole }) => whole && start >= first && start <= last);
    for (const { start } of inRun) marks.set(start, { kind: 'run', label: null });
  }
  for (const signal of found.outside) {
    const { start, rate, n } = signal;
    const label = say('chart.signal.mark', { bucket: shortBucket(bucket, start), rate: formatShare(rate), n });
    marks.set(start, { kind: 'outside', label: start === found.strongest ? label : null, limits: limitsOf(signal) });
  }
  return marks;
}

/** The chart's title says that it is a week, and its axis the year. */
function shortBucket(bucket: Bucket, start: string): string {
  return bucket === 'week' || bucket === 'day' ? formatDayOfYear(start) : formatBucket(bucket, start);
}

/** Pixels between a mark and its label. */
const BESIDE = 8;
const TEXT_HEIGHT = 10;
/** On average, of the bold text in which labels are. */
const CHARACTER_WIDTH = 6.2;

/** @param room pixels from the left to the end of the plot. */
export function MarkedDot({ mark, cx, cy, room }: { mark: SignalMark; cx: number; cy: number; room: number }) {
  const { kind, label } = mark;
  const side = label === null ? null : sideFor(label, cx, room);
  return (
    <g pointerEvents="none">
      <circle
        cx={cx}
        cy={cy}
        r={kind === 'outside' ? 4.5 : 2.5}
        fill={colour('overdue')}
        fillOpacity={kind === 'run' ? 0.6 : 1}
      />
      {side !== null && (
        <text
          className="signal"
          x={side === 'end' ? cx - BESIDE : cx + BESIDE}
          y={Math.max(cy - BESIDE, TEXT_HEIGHT)}
          textAnchor={side}
          fontSize={11}
          fontWeight={600}
          fill={colour('ink')}
          stroke={colour('paper')}
          strokeWidth={3}
          paintOrder="stroke"
        >
          {label}
        </text>
      )}
    </g>
  );
}

/** On which side of a mark its label has room; on a phone on neither, and the words below the chart say it. */
function sideFor(label: string, cx: number, room: number): 'start' | 'end' | null {
  const width = label.length * CHARACTER_WIDTH + BESIDE;
  if (cx + width <= room) return 'start';
  return cx - width >= 0 ? 'end' : null;
}
