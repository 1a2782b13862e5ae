import { useEffect, useRef } from 'react';

/** A sheet over the page is an entry of the history: Back closes it, as on a phone. */

/** Part of `history.state`: identifies the entry of a sheet. */
interface SheetState {
  sheet: string;
}

function sheetOf(state: unknown): string | undefined {
  return typeof state === 'object' && state !== null && 'sheet' in state ? (state as SheetState).sheet : undefined;
}

/** Whether the current entry is a sheet's. A navigation from a sheet replaces that entry, or Back would need two presses. */
export function isOnSheet(): boolean {
  return sheetOf(window.history.state) !== undefined;
}

export function useCloseOnBack(isOpen: boolean, onClose: () => void): void {
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
      // Deferred: when the effect only runs again, the sheet stays open.
      const timer = setTimeout(() => {
        if (sheetOf(window.history.state) === sheet) window.history.back();
      });
      leaving.current = { sheet, timer };
    };
  }, [isOpen]);
}

function enter(): string {
  // Unique also across reloads.
  const sheet = `${Date.now()} ${Math.random()}`;
  window.history.pushState({ ...window.history.state, sheet }, '');
  return sheet;
}

/** Keeps the sheet whose entry was about to be left, if it is still the current one. */
function stay(leaving: { sheet: string; timer: ReturnType<typeof setTimeout> } | null): string | null {
  if (leaving === null) return null;
  clearTimeout(leaving.timer);
  return sheetOf(window.history.state) === leaving.sheet ? leaving.sheet : null;
}
