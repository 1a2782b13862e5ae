import { useId } from 'react';
import { usePlotArea, useYAxisScale, ZIndexLayer } from 'recharts';
import { formatShare } from '../../../contract/format/format';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { type BucketRow, MAX_RINGS } from './bucketRows';
import { MarkedDot, type SignalMark } from './signalMarks';

const FAINT = 0.35;
/** Where Recharts draws lines: over the bars. */
const LINES = 400;

interface Point {
  row: BucketRow;
  x: number;
  y: number;
}

/**
 * The breach rate above the bars, on the axis `rate`, and the rate that is aimed at. Where there are too many buckets for a ring at each rate of few
 * tickets, these are a faint line, with dots for those between two empty buckets, which no line touches.
 * @param top of the axis; rates above it are arrows at its edge.
 * @param marks signals, by the start of their bucket.
 */
export function RateLine(props: {
  rows: readonly BucketRow[];
  top: number;
  target: number | null;
  marks: ReadonlyMap<string, SignalMark>;
}) {
  const { rows, top, target, marks } = props;
  const plot = usePlotArea();
  const scale = useYAxisScale('rate');
  const clip = useId();
  if (plot === undefined || scale === undefined) return null;
  const crowded = rows.length > MAX_RINGS;
  const place = (rate: (row: BucketRow) => number | null) =>
    rows.map((row, index) => {
      const value = rate(row);
      const x = plot.x + ((index + 0.5) * plot.width) / rows.length;
      return value === null ? null : { row, x, y: Number(scale(value)) };
    });
  const all = place(({ finalRate }) => finalRate);
  const line = crowded ? place(({ reliableRate }) => reliableRate) : all;
  return (
    <ZIndexLayer zIndex={LINES}>
      <clipPath id={clip}>
        <rect x={plot.x} y={plot.y} width={plot.width} height={plot.height} />
      </clipPath>
      {target !== null && (
        <TargetLine target={target} y={Number(scale(target))} from={plot.x} to={plot.x + plot.width} />
      )}
      <g className="rate-line" pointerEvents="none" fill="none" stroke={colour('ink')} clipPath={`url(#${clip})`}>
        {crowded && <path d={linePath(all)} strokeOpacity={FAINT} />}
        {crowded && <path d={dotPath(all)} strokeOpacity={FAINT} strokeWidth={2.4} strokeLinecap="round" />}
        <path d={linePath(line)} strokeWidth={crowded ? 1 : 1.6} />
      </g>
      <g className="rate-dots" pointerEvents="none" stroke={colour('ink')}>
        {line.map((point) => point !== null && dotOf(point, rows.length, Number(scale(top))))}
      </g>
      {all.map((point) => {
        const mark = point !== null && marks.get(point.row.start);
        if (!point || !mark || (point.row.finalRate ?? 0) > top) return null;
        return <MarkedDot key={point.row.start} mark={mark} cx={point.x} cy={point.y} room={plot.x + plot.width} />;
      })}
    </ZIndexLayer>
  );
}

function TargetLine({ target, y, from, to }: { target: number; y: number; from: number; to: number }) {
  return (
    <g className="target-line" pointerEvents="none">
      <path d={`M${from},${y}H${to}`} stroke={colour('soft')} strokeDasharray="4 3" />
      <text
        x={to - 2}
        textAnchor="end"
        y={y - 4}
        fontSize={11}
        fill={colour('soft')}
        stroke={colour('paper')}
        strokeWidth={3}
        paintOrder="stroke"
      >
        {say('chart.target', { share: formatShare(target) })}
      </text>
    </g>
  );
}

/** A ring where the rate is of few tickets, and a point where there are too few rates for a line. */
function dotOf({ row, x, y }: Point, count: number, edge: number) {
  const { small, start, finalRate } = row;
  if (finalRate === null) return null;
  if (small && count <= MAX_RINGS) {
    if (y >= edge) return <circle key={start} cx={x} cy={y} r={3} fill={colour('paper')} />;
    // It lies further up than the axis reaches.
    return <path key={start} d={`M${x - 4},${edge + 4}l4,-7l4,7z`} fill={colour('paper')} />;
  }
  return !small && count < 3 ? <circle key={start} cx={x} cy={y} r={3} fill={colour('ink')} /> : null;
}

/** Lines between neighbours; a missing point leaves a gap. */
export function linePath(points: readonly (Pick<Point, 'x' | 'y'> | null)[]): string {
  return points
    .map((point, index) => (point === null ? '' : `${points[index - 1] ? 'L' : 'M'}${point.x},${point.y}`))
    .join('');
}

/** Lines without a length: their round ends are dots. */
function dotPath(points: readonly (Point | null)[]): string {
  return points.map((point) => (point === null ? '' : `M${point.x},${point.y}h0`)).join('');
}
