import { useEffect, useRef } from 'react';

/** A sheet over the page is a step of the history: Back takes it away, as people expect who hold a phone. */

/** Names the step in its `history.state`. */
interface SheetState {
  sheet: string;
}

function sheetOf(state: unknown): string | undefined {
  return typeof state === 'object' && state !== null && 'sheet' in state ? (state as SheetState).sheet : undefined;
}

/** Whether the newest step is a sheet: whatever is chosen there takes its place, or Back would have to be pressed twice. */
export function isOnSheet(): boolean {
  return sheetOf(window.history.state) !== undefined;
}

export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const close = useRef(onClose);
  close.current = onClose;
  const leaving = useRef<{ sheet: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    const sheet = stay(leaving.current) ?? enter();
    leaving.current = null;
    const onPopState = () => {
      if (sheetOf(window.history.state) !== sheet) close.current();
    };
    window.addEventListener('popstate', onPopState);
    return () => {
      window.removeEventListener('popstate', onPopState);
      // Later, since an effect that only runs again has not closed anything.
      const timer = setTimeout(() => {
        if (sheetOf(window.history.state) === sheet) window.history.back();
      });
      leaving.current = { sheet, timer };
    };
  }, [isOpen]);
}

function enter(): string {
  // No page before this one, and none after a reload, has used it.
  const sheet = `${Date.now()} ${Math.random()}`;
  window.history.pushState({ ...window.history.state, sheet }, '');
  return sheet;
}

/** The sheet that is about to be left, if it still is the newest step. */
function stay(leaving: { sheet: string; timer: ReturnType<typeof setTimeout> } | null): string | null {
  if (leaving === null) return null;
  clearTimeout(leaving.timer);
  return sheetOf(window.history.state) === leaving.sheet ? leaving.sheet : null;
}
