import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { usePlotArea, useYAxisInverseScale, ZIndexLayer } from 'recharts';
import { colour } from '../../ui/colours';

/** Recharts draws bars at 300 and lines at 400. */
export const ABOVE_BARS = 1200;

interface Selection {
  from: number;
  to: number;
}

/**
 * The columns of a chart as things to act on, laid over its plot: click one, drag over several, or with the
 * keyboard move with the arrows, extend with Shift, and choose with Enter.
 */
export function ColumnMarks(props: {
  /** What the columns are, for screen readers. */
  label: string;
  count: number;
  /** What a stretch of columns says, both ends included. */
  wordsOf(from: number, to: number): string;
  /** @param value where on the count axis a single column was clicked; null from the keyboard and of a stretch. */
  onPick(from: number, to: number, value: number | null): void;
}) {
  const { label, count, wordsOf, onPick } = props;
  const plot = usePlotArea();
  const valueAt = useYAxisInverseScale('count');
  const [selection, setSelection] = useState<Selection | null>(null);
  const [focused, setFocused] = useState(0);
  const dragging = useRef(false);
  const marks = useRef<SVGGElement>(null);
  const selecting = selection !== null;
  useEffect(() => {
    if (!selecting) return;
    const cancel = ({ key }: globalThis.KeyboardEvent) => {
      if (key !== 'Escape') return;
      dragging.current = false;
      setSelection(null);
    };
    // On the window: while the mouse drags, the focus is elsewhere.
    window.addEventListener('keydown', cancel);
    return () => window.removeEventListener('keydown', cancel);
  }, [selecting]);
  if (plot === undefined || count === 0) return null;
  const width = plot.width / count;
  const columns = Array.from({ length: count }, (_, index) => ({ index, words: wordsOf(index, index) }));
  const last = count - 1;
  const within = (index: number) => Math.max(0, Math.min(last, index));

  /** Where in the plot a pointer is. The chart may be scaled, as in print. */
  const placeOf = ({ clientX, clientY }: PointerEvent) => {
    const box = marks.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return { index: 0, y: 0 };
    return {
      index: within(Math.floor(((clientX - box.left) / box.width) * count)),
      y: plot.y + ((clientY - box.top) / box.height) * plot.height,
    };
  };
  const start = (event: PointerEvent<SVGGElement>) => {
    if (event.button !== 0) return;
    const { index } = placeOf(event);
    event.currentTarget.setPointerCapture(event.pointerId);
    dragging.current = true;
    setSelection({ from: index, to: index });
  };
  const move = (event: PointerEvent<SVGGElement>) => {
    if (!dragging.current || selection === null) return;
    const { index } = placeOf(event);
    if (index !== selection.to) setSelection({ ...selection, to: index });
  };
  const finish = (event: PointerEvent<SVGGElement>) => {
    if (!dragging.current || selection === null) return;
    dragging.current = false;
    setSelection(null);
    const { index, y } = placeOf(event);
    const clicked = valueAt?.(y);
    onPick(
      Math.min(selection.from, index),
      Math.max(selection.from, index),
      selection.from === index && typeof clicked === 'number' ? clicked : null,
    );
  };
  const cancel = () => {
    dragging.current = false;
    setSelection(null);
  };
  const press = (event: KeyboardEvent<SVGGElement>) => {
    const step = STEPS[event.key]?.(focused, last);
    if (step !== undefined) {
      const next = within(step);
      setSelection(event.shiftKey ? { from: selection?.from ?? focused, to: next } : null);
      setFocused(next);
      const target = marks.current?.querySelector<SVGElement>(`[data-index="${next}"]`);
      target?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      const { from, to } = selection ?? { from: focused, to: focused };
      cancel();
      onPick(Math.min(from, to), Math.max(from, to), null);
    } else return;
    event.preventDefault();
  };

  const first = selection === null ? null : Math.min(selection.from, selection.to);
  const end = selection === null ? null : Math.max(selection.from, selection.to);
  return (
    <ZIndexLayer zIndex={ABOVE_BARS}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it groups buttons, which do not take the keys alone. */}
      {/* biome-ignore lint/a11y/useSemanticElements: inside SVG there is no fieldset. */}
      <g
        role="group"
        data-selecting={selecting || undefined}
        aria-label={`${label}: arrow keys move, Shift with them selects several, Enter shows only these`}
        style={{ cursor: 'pointer', touchAction: 'pan-y', outline: 'none' }}
        // Neither focus, which is the keyboard's, nor a selection of text.
        onMouseDown={(event) => event.preventDefault()}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={finish}
        onPointerCancel={cancel}
        onKeyDown={press}
      >
        <g ref={marks}>
          {columns.map(({ index, words }) => (
            // biome-ignore lint/a11y/useSemanticElements: inside SVG there is no button.
            <rect
              key={words}
              data-index={index}
              role="button"
              aria-label={words}
              tabIndex={index === within(focused) ? 0 : -1}
              onFocus={() => setFocused(index)}
              x={plot.x + index * width}
              y={plot.y}
              width={width}
              height={plot.height}
              fill="transparent"
            />
          ))}
        </g>
        {first !== null && end !== null && (
          <g pointerEvents="none">
            <rect
              x={plot.x + first * width}
              y={plot.y}
              width={(end - first + 1) * width}
              height={plot.height}
              fill={colour('accent')}
              fillOpacity={0.16}
              stroke={colour('accent')}
            />
            {end > first && (
              <text
                x={Math.max(
                  plot.x + 110,
                  Math.min(plot.x + plot.width - 110, plot.x + ((first + end + 1) / 2) * width),
                )}
                y={plot.y + 14}
                textAnchor="middle"
                fontSize={12}
                fontWeight={600}
                fill={colour('accent')}
                stroke={colour('paper')}
                strokeWidth={4}
                paintOrder="stroke"
              >
                {wordsOf(first, end)}
              </text>
            )}
          </g>
        )}
      </g>
    </ZIndexLayer>
  );
}

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_, last) => last,
};
