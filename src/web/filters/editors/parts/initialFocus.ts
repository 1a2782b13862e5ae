import { type RefObject, useEffect, useRef } from 'react';

/**
 * The field that has the focus when its dialog opens. As an effect, since the dialog's focus trap takes the focus
 * in one as well, after those of what it holds: with `autoFocus` it would take it back when effects run again.
 */
export function useInitialFocus(isWanted: boolean): RefObject<HTMLInputElement | null> {
  const input = useRef<HTMLInputElement>(null);
  const wanted = useRef(isWanted);
  useEffect(() => {
    if (wanted.current) input.current?.focus();
  }, []);
  return input;
}
