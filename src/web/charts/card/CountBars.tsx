import { Bar, type PlotArea, usePlotArea, useYAxisScale, ZIndexLayer } from 'recharts';

/** Parts of the bars in one colour, from the first bar to the last, in tickets. */
export interface BarSeries {
  fill: string;
  values: readonly number[];
  /** All of them drawn lighter. */
  isLight?: boolean;
}

/** Where Recharts draws bars: over the cursor and the grid lines. */
const BARS = 300;

/**
 * The bars of a chart on the axis `count`, stacked in the order of the series: one path for each colour. Recharts' own
 * bars are four components for each part of each bar, which was most of the time of a change; a hidden one stays, for
 * the tooltip and the places along the axis.
 */
export function CountBars(props: {
  series: readonly BarSeries[];
  /** The share of a bar's place that stays free on each side of it. */
  gap: number;
  /** Whether a bar is drawn lighter. */
  isLight?(index: number): boolean;
}) {
  const { series, gap, isLight } = props;
  const plot = usePlotArea();
  const scale = useYAxisScale('count');
  const place =
    plot === undefined || scale === undefined ? [] : placeBars(series, plot, gap, (value) => Number(scale(value)));
  return (
    <>
      <Bar yAxisId="count" dataKey={noHeight} hide isAnimationActive={false} />
      <ZIndexLayer zIndex={BARS}>
        <g className="count-bars" pointerEvents="none">
          {series.map(({ fill, isLight: all = false }, number) =>
            [false, true].map((light) => (
              <path
                // biome-ignore lint/suspicious/noArrayIndexKey: a series is its place in the stack
                key={`${number} ${light}`}
                d={place[number]?.filter((_, index) => (all || (isLight?.(index) ?? false)) === light).join('')}
                fill={fill}
                fillOpacity={light ? (all ? 0.35 : 0.55) : 1}
              />
            )),
          )}
        </g>
      </ZIndexLayer>
    </>
  );
}

const noHeight = () => 0;

/**
 * The outline of each part as a path; empty where there are no tickets.
 * @param heightOf the y of a number of tickets.
 */
export function placeBars(
  series: readonly BarSeries[],
  plot: Pick<PlotArea, 'x' | 'width'>,
  gap: number,
  heightOf: (value: number) => number,
): string[][] {
  const count = series[0]?.values.length ?? 0;
  const room = plot.width / count;
  const free = room * (1 - 2 * gap);
  // Whole pixels, so that all bars look equally wide.
  const width = free > 1 ? Math.round(free) : free;
  const bottoms = Array.from({ length: count }, () => 0);
  return series.map(({ values }) =>
    values.map((value, index) => {
      const bottom = bottoms[index] ?? 0;
      bottoms[index] = bottom + value;
      if (value === 0) return '';
      return `M${plot.x + (index + gap) * room},${heightOf(bottom)}h${width}V${heightOf(bottom + value)}h${-width}Z`;
    }),
  );
}
