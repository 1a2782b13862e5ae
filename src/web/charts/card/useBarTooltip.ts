import { type RefObject, useEffect } from 'react';

/**
 * Keeps the tooltip that Recharts shows for the bar under the pointer while it is true.
 * @param bars the element that holds the bars.
 * @param meaning of the bars: other bars, other text.
 */
export function useBarTooltip(bars: RefObject<SVGGElement | null>, meaning: string): void {
  // Recharts would tell of the bar that comes to lie at the same index, beside the place of the one before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other bars are what it is about
  useEffect(() => hideTooltip(bars.current), [meaning]);

  // A finger that was lifted has no place, and a browser may go on as if a mouse were at 0,0 and left what was tapped,
  // which would be told for a blink: it is told until the next tap elsewhere.
  useEffect(() => {
    const isOnBar = ({ target }: Event) => target instanceof Node && bars.current?.contains(target) === true;
    let isTouch = false;
    const onPointer = (event: PointerEvent) => {
      isTouch = event.pointerType === 'touch';
      if (isTouch && !isOnBar(event)) hideTooltip(bars.current);
    };
    const onMouseOut = (event: MouseEvent) => {
      if (isTouch && event.isTrusted && isOnBar(event)) event.stopPropagation();
    };
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    window.addEventListener('pointerdown', onPointer, options);
    window.addEventListener('pointermove', onPointer, options);
    window.addEventListener('mouseout', onMouseOut, options);
    return () => listening.abort();
  }, [bars]);
}

function hideTooltip(bars: SVGGElement | null): void {
  bars?.dispatchEvent(new MouseEvent('mouseout', { bubbles: true }));
}
