import type { KeyboardEvent } from 'react';
import { usePlotArea, ZIndexLayer } from 'recharts';
import { formatDuration } from '../../../contract/format/format';
import type { Filter } from '../../../contract/query/filters';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { pickSlowerThan } from '../../../contract/sentences/pickedFilters';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { ABOVE_BARS } from '../card/ChartParts';
import { Help } from '../card/Help';
import { binPosition, placeLabels } from './percentileLayout';

export const PERCENTILES = ['p50', 'p90', 'p95', 'p99'] as const;
export type Percentile = (typeof PERCENTILES)[number];
/** What most readers ask for; the tail is one click away. */
export const USUAL_PERCENTILES: readonly Percentile[] = ['p50', 'p90'];
const LINE = 13;
/** How far labels may reach beyond either side of the plot, in pixels. */
const BESIDE = 40;

/** Height above the plot for so many labels one above the other, in pixels. */
export function percentileRoom(count: number): number {
  return count * LINE + 6;
}

/** Vertical lines at the percentiles on the logarithmic axis. A click on a label filters for tickets that took longer. */
export function PercentileLines(props: {
  bins: ReportResponse['timeToClose']['bins'];
  names: readonly Percentile[];
  /** Seconds; null where not reached. */
  reached: ReportResponse['timeToClose']['kaplanMeier']['percentiles'];
  /** Of which tickets, in words. */
  how: string;
  onPick(filters: readonly Filter[]): void;
}) {
  const { bins, names, reached, how } = props;
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const lines = names.flatMap((name) => {
    const seconds = reached[name];
    if (seconds === null) return [];
    const x = plot.x + (binPosition(seconds, bins) * plot.width) / bins.length;
    return [{ name, x, label: `${name} ${formatDuration(seconds, 2)}`, pick: pickSlowerThan(seconds) }];
  });
  const places = placeLabels(lines, { left: plot.x, right: plot.x + plot.width, beside: BESIDE });
  const placed = lines.map((line, index) => ({ left: line.x, row: 0, ...places[index], ...line }));
  return (
    <ZIndexLayer zIndex={ABOVE_BARS}>
      <g pointerEvents="none" className="percentile-lines">
        {placed.map(({ name, x, row }) => (
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
      </g>
      {placed.map(({ name, label, left, row, pick }) => (
        <PercentileLabel
          key={name}
          label={label}
          how={how}
          x={left}
          y={plot.y - 5 - row * LINE}
          onPick={() => props.onPick(pick)}
        />
      ))}
    </ZIndexLayer>
  );
}

function PercentileLabel(props: { label: string; how: string; x: number; y: number; onPick(): void }) {
  const { label, how, x, y, onPick } = props;
  const help = say('chart.close.slower', { label });
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPick();
  };
  return (
    <Help text={`${help}\n${how}`}>
      {/* biome-ignore lint/a11y/useSemanticElements: inside SVG there is no button. */}
      <text
        role="button"
        tabIndex={0}
        aria-label={help}
        className="percentile-label"
        x={x}
        y={y}
        fontSize={11}
        fill={colour('ink')}
        style={{ cursor: 'pointer' }}
        onClick={onPick}
        onKeyDown={press}
      >
        {label}
      </text>
    </Help>
  );
}
