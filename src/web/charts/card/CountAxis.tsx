import { CartesianGrid, YAxis } from 'recharts';
import { formatCount } from '../../../contract/format/format';
import { colour } from '../../ui/colours';
import { TICK } from './ChartParts';

/** The left-hand axis `count` of a chart that counts tickets, and its grid lines. */
export function CountAxis() {
  return (
    <>
      <CartesianGrid yAxisId="count" vertical={false} stroke={colour('line')} />
      <YAxis
        yAxisId="count"
        tickFormatter={formatCount}
        tickLine={false}
        axisLine={false}
        width="auto"
        tick={TICK}
        allowDecimals={false}
      />
    </>
  );
}
