import { type PointerEvent, useRef, useState } from 'react';
import type { Filter } from '../../contract/query/filters';

/**
 * A finger cannot hover to see what a mark stands for, so the first tap says it and the second one does it.
 * @returns what the next tap on the same mark would filter by, and how to tell of taps and picks.
 */
export function useSecondTap() {
  const [announced, setAnnounced] = useState<readonly Filter[] | null>(null);
  const last = useRef({ isTouch: false, text: '' });
  return {
    announced,
    /** For the element around all marks. */
    onPointerDownCapture({ pointerType }: PointerEvent) {
      last.current.isTouch = pointerType === 'touch';
      if (!last.current.isTouch) setAnnounced(null);
    },
    /** Whether these filters apply now. */
    isMeant(filters: readonly Filter[]): boolean {
      const { isTouch, text } = last.current;
      const isMeant = !isTouch || text === JSON.stringify(filters);
      last.current.text = isMeant ? '' : JSON.stringify(filters);
      setAnnounced(isMeant ? null : filters);
      return isMeant;
    },
  };
}
