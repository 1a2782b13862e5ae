import { formatPoints } from '../../../contract/format/points';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { TooltipBox } from '../card/ChartParts';
import type { BarRow } from '../RowBars';
import type { Step } from './steps';

/** Bars that begin where the one before ends, from the rate before to the rate now; in tenths of a percentage point. */
export function waterfall(steps: readonly Step[]): BarRow[] {
  let end = 0;
  const spans = steps.map((step) => {
    const from = end;
    end += step.tenths;
    return { step, least: Math.min(from, end), most: Math.max(from, end) };
  });
  const least = Math.min(...spans.map((span) => span.least));
  const max = Math.max(1, ...spans.map(({ most }) => most - least));
  return spans.map(({ step: { label, tenths, help, pick }, ...span }) => ({
    key: label,
    label,
    parts: [
      { key: 'before', value: span.least - least, fill: 'transparent' },
      { key: 'part', value: span.most - span.least, fill: colour(tenths > 0 ? 'late' : 'good') },
    ],
    max,
    figures: [formatPoints(tenths)],
    name: say('chart.why.step', { label, points: formatPoints(tenths), help }),
    pick,
    tooltip: () => <TooltipBox title={`${label} ${formatPoints(tenths)}`}>{help}</TooltipBox>,
  }));
}
