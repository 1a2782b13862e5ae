import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';

/** Indexes of neighbouring bars, both included, `from` not after `to`. */
export interface BarRange {
  from: number;
  to: number;
}

/** @param height where in the plot one bar was clicked, 0 at the top and 1 at the bottom; null for several, and from the keyboard. */
type PickBars = (range: BarRange, height: number | null) => void;

/** Bars are selected from an anchor to the bar under the pointer, which may lie before it. */
interface Selection {
  anchor: number;
  end: number;
}

/** Selects bars by click or drag, or by arrow keys, Shift and Enter. Escape cancels. */
export function useBarSelection(count: number, onPick: PickBars) {
  const [selection, setSelection] = useState<Selection | null>(null);
  const [focused, setFocused] = useState(0);
  const isDragging = useRef(false);
  const bars = useRef<SVGGElement>(null);
  const clamp = (index: number) => Math.max(0, Math.min(count - 1, index));
  const current = clamp(focused);
  const cancel = () => {
    isDragging.current = false;
    setSelection(null);
  };
  useOnEscape(selection !== null, cancel);

  const onPointerDown = (event: PointerEvent<SVGGElement>) => {
    if (event.button !== 0) return;
    const { bar } = pointIn(bars.current, event, count);
    event.currentTarget.setPointerCapture(event.pointerId);
    isDragging.current = true;
    setSelection({ anchor: clamp(bar), end: clamp(bar) });
  };
  const onPointerMove = (event: PointerEvent<SVGGElement>) => {
    if (!isDragging.current || selection === null) return;
    const end = clamp(pointIn(bars.current, event, count).bar);
    if (end !== selection.end) setSelection({ ...selection, end });
  };
  const onPointerUp = (event: PointerEvent<SVGGElement>) => {
    if (!isDragging.current || selection === null) return;
    cancel();
    const { bar, height } = pointIn(bars.current, event, count);
    const end = clamp(bar);
    onPick(rangeOf({ ...selection, end }), selection.anchor === end ? height : null);
  };
  const onKeyDown = (event: KeyboardEvent<SVGGElement>) => {
    const target = KEY_TARGET[event.key]?.(current, count - 1);
    if (target !== undefined) {
      const end = clamp(target);
      setSelection(event.shiftKey ? { anchor: selection?.anchor ?? current, end } : null);
      setFocused(end);
      bars.current?.querySelector<SVGElement>(`[data-index="${end}"]`)?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      cancel();
      onPick(rangeOf(selection ?? { anchor: current, end: current }), null);
    } else return;
    event.preventDefault();
  };
  return {
    /** Goes on the element that holds the bars, which is as large as the plot. */
    bars,
    /** Undefined while nothing is selected. */
    range: selection === null ? undefined : rangeOf(selection),
    focused: current,
    setFocused,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: cancel, onKeyDown },
  };
}

/** On the window: while the mouse drags, the focus is elsewhere. */
function useOnEscape(isActive: boolean, onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    if (!isActive) return;
    const onKeyDown = ({ key }: globalThis.KeyboardEvent) => {
      if (key === 'Escape') latest.current();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isActive]);
}

/** In shares of the element's own box, since the chart may be scaled, as in print. */
function pointIn(bars: SVGGElement | null, { clientX, clientY }: PointerEvent, count: number) {
  const box = bars?.getBoundingClientRect();
  if (box === undefined || box.width === 0) return { bar: 0, height: 0 };
  return {
    bar: Math.floor(((clientX - box.left) / box.width) * count),
    height: (clientY - box.top) / box.height,
  };
}

function rangeOf({ anchor, end }: Selection): BarRange {
  return { from: Math.min(anchor, end), to: Math.max(anchor, end) };
}

const KEY_TARGET: Record<string, (index: number, last: number) => number> = {
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  Home: () => 0,
  End: (_, last) => last,
};
