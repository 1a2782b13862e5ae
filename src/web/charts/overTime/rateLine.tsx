import { usePlotArea } from 'recharts';
import { colour } from '../../ui/colours';
import type { BucketRow } from './bucketRows';
import { MarkedDot, type SignalMark } from './signalMarks';

/** How the breach rate is drawn over the bars. */

/** More rings than this would cover the bars: the line turns faint instead. */
export const MAX_RINGS = 60;

const FAINT = 0.35;

export const RATE_LINE = {
  yAxisId: 'rate',
  stroke: colour('ink'),
  activeDot: false,
  isAnimationActive: false,
} as const;

/** Rates of few tickets among many buckets. The dots show those between two empty buckets, which no line touches. */
export const FAINT_RATE_LINE = {
  ...RATE_LINE,
  strokeWidth: 1,
  strokeOpacity: FAINT,
  dot: { r: 1.2, fill: colour('ink'), fillOpacity: FAINT, strokeWidth: 0 },
} as const;

/** A ring where the rate is of few tickets. Recharts passes position and row. */
export function RateDot(props: {
  alone: boolean;
  rings: boolean;
  /** Top of the axis; rates above it are not drawn. */
  top: number;
  cx?: number;
  cy?: number;
  payload?: BucketRow;
  marks: ReadonlyMap<string, SignalMark>;
}) {
  const { alone, rings, top, cx, cy, payload, marks } = props;
  const plot = usePlotArea();
  if (cx === undefined || cy === undefined || payload === undefined) return null;
  const { finalRate, small } = payload;
  if (finalRate === null || finalRate > top) return null;
  const mark = marks.get(payload.start);
  if (mark !== undefined) return <MarkedDot mark={mark} cx={cx} cy={cy} room={(plot?.x ?? 0) + (plot?.width ?? 0)} />;
  if (small) return rings ? <circle cx={cx} cy={cy} r={3} fill={colour('paper')} stroke={colour('ink')} /> : null;
  return alone ? <circle cx={cx} cy={cy} r={3} fill={colour('ink')} /> : null;
}
