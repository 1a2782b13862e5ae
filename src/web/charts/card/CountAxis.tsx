import { CartesianGrid, getNiceTickValues, YAxis } from 'recharts';
import { formatCount } from '../../../contract/format/numbers';
import { colour } from '../../ui/colours';
import { AxisTick } from './AxisTick';
import { textWidth } from './AxisTicks';

const TICKS = 5;
/** Between labels and plot, in pixels. */
const GAP = 10;

/**
 * The left-hand axis `count` of a chart that counts tickets, and its grid lines.
 * @param max the highest bar.
 * @param share of the plot's height, from its bottom; what is above is another axis'.
 */
export function CountAxis({ max, share = 1 }: { max: number; share?: number }) {
  const ticks = getNiceTickValues([0, max], TICKS, false);
  const top = ticks.at(-1) ?? max;
  return (
    <>
      {/* At its ticks alone: at the top of the plot another axis can be. */}
      <CartesianGrid yAxisId="count" vertical={false} syncWithTicks stroke={colour('line')} />
      <YAxis
        yAxisId="count"
        domain={[0, top / share]}
        // Else the axis would be that of the data which Recharts draws itself: none.
        allowDataOverflow
        ticks={ticks}
        interval={0}
        tickLine={false}
        axisLine={false}
        // Known before it is drawn: a width that is measured lays out the whole page in the middle of a change.
        width={Math.max(...ticks.map((tick) => textWidth(formatCount(tick)))) + GAP}
        tick={<AxisTick format={formatCount} />}
      />
    </>
  );
}
