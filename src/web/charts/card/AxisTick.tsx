import { TICK } from './ChartParts';

/** A label of a vertical axis. Recharts passes place and value; its own label measures its text for breaking lines. */
export function AxisTick(props: {
  format(value: number): string;
  x?: number;
  y?: number;
  textAnchor?: 'start' | 'middle' | 'end';
  payload?: { value: number };
}) {
  const { format, x, y, textAnchor, payload } = props;
  if (payload === undefined) return null;
  return (
    <text {...TICK} x={x} y={y} dy="0.355em" textAnchor={textAnchor}>
      {format(payload.value)}
    </text>
  );
}
