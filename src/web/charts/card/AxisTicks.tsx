import { useChartHeight, usePlotArea } from 'recharts';
import { TICK } from './ChartParts';

/** Of 11 px Inter, a little more than it takes. */
const CHARACTER = 6;
/** Between two labels. */
const GAP = 8;
/** Below the plot, for two lines of labels. */
export const AXIS_ROOM = 32;

export function textWidth(label: string): number {
  return label.length * CHARACTER;
}

/** A label under the plot; `below` is a second line. */
export interface Tick {
  /** In columns from the left: 0 is the left edge of the first, 0.5 its middle. */
  at: number;
  label: string;
  below?: string;
}

/** Whether labels, in order of place, would touch each other. */
export function collide(ticks: readonly Tick[], columnWidth: number): boolean {
  return ticks.some((tick, index) => {
    const next = ticks[index + 1];
    return next !== undefined && (next.at - tick.at) * columnWidth < (widthOf(tick) + widthOf(next)) / 2 + GAP;
  });
}

function widthOf({ label, below = '' }: Tick): number {
  return Math.max(textWidth(label), textWidth(below));
}

/** The labels of a chart's columns; which ones depends on their width, so that they never touch. */
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
