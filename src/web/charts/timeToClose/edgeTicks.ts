import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { collide, type Tick } from '../card/AxisTicks';
import { formatBinEdge } from '../formatBuckets';

/** Edges of the time-to-close bins, each where its bin begins: all that do not touch, or every second, third ... */
export function edgeTicks(bins: ReportResponse['timeToClose']['bins'], columnWidth: number): Tick[] {
  const all = bins.map(({ from }, index) => ({ at: index, label: formatBinEdge(from) }));
  const step = all.findIndex((_, skip) => !collide(everyNth(all, skip + 1), columnWidth)) + 1;
  return everyNth(all, Math.max(step, 1));
}

function everyNth(ticks: readonly Tick[], step: number): Tick[] {
  return ticks.filter((_, index) => index % step === 0);
}
