import { useChartHeight, usePlotArea } from 'recharts';
import { TICK } from './ChartParts';

/** Width of a character of 11 px Inter, rounded up. Pixels, as below. */
const CHARACTER = 6;
/** Smallest gap between two labels. */
const GAP = 8;
/** Height below the plot for two lines of labels. */
export const AXIS_ROOM = 32;

export function textWidth(label: string): number {
  return label.length * CHARACTER;
}

/** A label under the plot; `below` is a second line. */
export interface Tick {
  /** In bars from the left: 0 is the left edge of the first bar, 0.5 its middle. */
  at: number;
  label: string;
  below?: string;
}

/** Whether labels, in the order of `at`, would overlap. */
export function collide(ticks: readonly Tick[], columnWidth: number): boolean {
  return ticks.some((tick, index) => {
    const next = ticks[index + 1];
    return next !== undefined && (next.at - tick.at) * columnWidth < (widthOf(tick) + widthOf(next)) / 2 + GAP;
  });
}

function widthOf({ label, below = '' }: Tick): number {
  return Math.max(textWidth(label), textWidth(below));
}

/** The labels of a chart's bars; which ones depends on the bars' width, so that they never overlap. */
export function AxisTicks(props: { count: number; ticksFor(columnWidth: number): readonly Tick[] }) {
  const { count, ticksFor } = props;
  const plot = usePlotArea();
  const height = useChartHeight();
  if (plot === undefined || height === undefined || count === 0) return null;
  const width = plot.width / count;
  const top = plot.y + plot.height;
  return (
    <g {...TICK} textAnchor="middle" pointerEvents="none" className="axis-ticks">
      {ticksFor(width).map(({ at, label, below }) => (
        <text key={at} x={plot.x + at * width} y={top + 14}>
          {label}
          {below !== undefined && (
            <tspan x={plot.x + at * width} dy={13}>
              {below}
            </tspan>
          )}
        </text>
      ))}
    </g>
  );
}
