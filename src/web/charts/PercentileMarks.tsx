import { usePlotArea, ZIndexLayer } from 'recharts';
import { formatDuration } from '../../contract/format';
import type { ReportAnswer } from '../../contract/reportAnswer';
import { colour } from '../theme/colours';
import { ABOVE_BARS } from './ColumnMarks';

type TimeToClose = ReportAnswer['timeToClose'];

const SHOWN = ['p50', 'p90', 'p95', 'p99'] as const;
const LINE = 13;
/** Of 11 px Inter, a little more than it takes. */
const CHARACTER = 6.4;

/** Room above the plot for labels that stand one above the other. */
export const PERCENTILE_ROOM = SHOWN.length * LINE + 6;

/** Vertical lines where the percentiles lie on the logarithmic axis; labels that would collide get lines of their own. */
export function PercentileMarks({ timeToClose: { bins, percentiles } }: { timeToClose: TimeToClose }) {
  const plot = usePlotArea();
  if (plot === undefined || percentiles === null) return null;
  const band = plot.width / bins.length;
  const ends: number[] = [];
  const marks = SHOWN.map((name) => {
    const x = plot.x + placeOf(percentiles[name], bins) * band;
    const words = `${name} ${formatDuration(percentiles[name], 2)}`;
    const width = words.length * CHARACTER;
    const left = Math.min(x + 4, plot.x + plot.width - width);
    const free = ends.findIndex((end) => end < left);
    const row = free === -1 ? ends.length : free;
    ends[row] = left + width;
    return { name, x, words, left, row };
  });
  return (
    <ZIndexLayer zIndex={ABOVE_BARS}>
      <g pointerEvents="none">
        {marks.map(({ name, x, row }) => (
          <line
            key={name}
            x1={x}
            x2={x}
            y1={plot.y - (row + 1) * LINE}
            y2={plot.y + plot.height}
            stroke={colour('ink')}
            strokeDasharray="2 3"
          />
        ))}
        {marks.map(({ name, words, left, row }) => (
          <text
            key={name}
            x={left}
            y={plot.y - 5 - row * LINE}
            fontSize={11}
            fill={colour('ink')}
            stroke={colour('paper')}
            strokeWidth={3}
            paintOrder="stroke"
          >
            {words}
          </text>
        ))}
      </g>
    </ZIndexLayer>
  );
}

/** Where seconds lie, in bins from the left; within a bin as its logarithm, in the middle where that says nothing. */
export function placeOf(seconds: number, bins: TimeToClose['bins']): number {
  const index = bins.findIndex(({ from, to }) => seconds >= from && (to === null || seconds < to));
  const bin = bins[index];
  if (bin === undefined) return 0;
  if (bin.from === 0 || bin.to === null) return index + 0.5;
  return index + Math.log(seconds / bin.from) / Math.log(bin.to / bin.from);
}
