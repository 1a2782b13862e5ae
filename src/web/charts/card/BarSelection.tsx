import { type RefObject, useState } from 'react';
import { type PlotArea, usePlotArea, useYAxisInverseScale, ZIndexLayer } from 'recharts';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { ABOVE_BARS } from './ChartParts';
import { type BarRange, useBarSelection } from './useBarSelection';
import { useBarTooltip } from './useBarTooltip';

/**
 * Transparent buttons over the bars of a chart: click one, drag over several, or with the keyboard move with the
 * arrows, extend with Shift, and choose with Enter.
 */
export function BarSelection(props: {
  /** What the bars are, for screen readers. */
  label: string;
  count: number;
  /** Describes the bars from one to another, both included. */
  describeBars(from: number, to: number): string;
  /** @param value where on the count axis a single bar was clicked; null from the keyboard and for several bars. */
  onPick(from: number, to: number, value: number | null): void;
}) {
  const { label, count, describeBars, onPick } = props;
  const plot = usePlotArea();
  const valueAt = useYAxisInverseScale('count');
  const { bars, range, focused, setFocused, handlers } = useBarSelection(count, ({ from, to }, height) => {
    const value = height === null || plot === undefined ? undefined : valueAt?.(plot.y + height * plot.height);
    onPick(from, to, typeof value === 'number' ? value : null);
  });
  useBarTooltip(bars, `${label} ${count}`);
  const [told, setTold] = useState<number | null>(null);
  const shown = range ?? (told === null ? undefined : { from: told, to: told });
  if (plot === undefined || count === 0) return null;
  return (
    <ZIndexLayer zIndex={ABOVE_BARS}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it groups buttons, which do not take the keys alone. */}
      {/* biome-ignore lint/a11y/useSemanticElements: inside SVG there is no fieldset. */}
      <g
        role="group"
        data-selecting={range !== undefined || undefined}
        aria-label={say('chart.select.help', { label })}
        style={{ cursor: 'pointer', touchAction: 'pan-y', outline: 'none' }}
        // The mouse must neither move the keyboard's focus nor select text.
        onMouseDown={(event) => event.preventDefault()}
        {...handlers}
      >
        <BarButtons
          groupRef={bars}
          labels={Array.from({ length: count }, (_, index) => describeBars(index, index))}
          plot={plot}
          focused={focused}
          onFocus={(index, isByKey) => {
            setFocused(index);
            setTold(isByKey ? index : null);
          }}
          onBlur={() => setTold(null)}
        />
        {shown !== undefined && (
          <SelectedRange
            range={shown}
            plot={plot}
            barWidth={plot.width / count}
            // What a pointer is told beside it.
            text={shown.to > shown.from || told !== null ? describeBars(shown.from, shown.to) : undefined}
          />
        )}
      </g>
    </ZIndexLayer>
  );
}

/** One button over each bar, as high as the plot; Tab stops at the focused one alone. */
function BarButtons(props: {
  groupRef: RefObject<SVGGElement | null>;
  labels: readonly string[];
  plot: PlotArea;
  focused: number;
  onFocus(index: number, isByKey: boolean): void;
  onBlur(): void;
}) {
  const { groupRef, labels, plot, focused, onFocus, onBlur } = props;
  const width = plot.width / labels.length;
  return (
    <g ref={groupRef}>
      {labels.map((label, index) => (
        // biome-ignore lint/a11y/useSemanticElements: inside SVG there is no button.
        <rect
          key={label}
          data-index={index}
          role="button"
          aria-label={label}
          tabIndex={index === focused ? 0 : -1}
          onFocus={({ target }) => onFocus(index, target.matches(':focus-visible'))}
          onBlur={onBlur}
          x={plot.x + index * width}
          y={plot.y}
          width={width}
          height={plot.height}
          fill="transparent"
        />
      ))}
    </g>
  );
}

/** On average, of the bold text of a selection; in pixels, and rather too many. */
const CHARACTER_WIDTH = 7;

function SelectedRange(props: { range: BarRange; plot: PlotArea; barWidth: number; text: string | undefined }) {
  const { range, plot, barWidth, text } = props;
  const x = plot.x + range.from * barWidth;
  const width = (range.to - range.from + 1) * barWidth;
  const textWidth = Math.min((text?.length ?? 0) * CHARACTER_WIDTH, plot.width);
  const isTight = textWidth === plot.width;
  return (
    <g pointerEvents="none">
      <rect
        x={x}
        y={plot.y}
        width={width}
        height={plot.height}
        fill={colour('accent')}
        fillOpacity={0.16}
        stroke={colour('accent')}
      />
      {text !== undefined && (
        <text
          x={Math.max(plot.x + textWidth / 2, Math.min(plot.x + plot.width - textWidth / 2, x + width / 2))}
          y={plot.y + 14}
          textAnchor="middle"
          fontSize={12}
          fontWeight={600}
          // Where the plot is narrower than the words, they are set closer rather than cut.
          {...(isTight ? { textLength: plot.width, lengthAdjust: 'spacingAndGlyphs' } : {})}
          fill={colour('accent')}
          stroke={colour('paper')}
          strokeWidth={4}
          paintOrder="stroke"
        >
          {text}
        </text>
      )}
    </g>
  );
}
