import { usePlotArea, ZIndexLayer } from 'recharts';
import { colour } from '../../ui/colours';
import { ABOVE_BARS, TICK } from '../card/ChartParts';

/** Width of the axis right of the plot, in pixels. */
export const SHARE_ROOM = 44;

/**
 * The share of tickets that are closed by then, with its axis. It is known at the edges of the bins, so its points lie there.
 * @param shares closed by the end of each bin.
 */
export function ClosedShareCurve({ shares }: { shares: readonly number[] }) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const width = plot.width / shares.length;
  const heightOf = (share: number) => plot.y + (1 - share) * plot.height;
  const points = [0, ...shares].map((share, at) => `${plot.x + at * width},${heightOf(share)}`);
  return (
    <ZIndexLayer zIndex={ABOVE_BARS - 1}>
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke={colour('ink')}
        strokeWidth={1.2}
        strokeDasharray="3 3"
        pointerEvents="none"
      />
      <g {...TICK} dominantBaseline="central" pointerEvents="none">
        {[0, 25, 50, 75, 100].map((percent) => (
          <text key={percent} x={plot.x + plot.width + 8} y={heightOf(percent / 100)}>
            {percent} %
          </text>
        ))}
      </g>
    </ZIndexLayer>
  );
}
