import { useEffect, useRef, useState } from 'react';

const SHOWN_MS = 3000;

/** Escape leaves the wall. @returns whether a pointer moves: the way out is shown then, and the pointer itself. */
export function useLeaving(leave: () => void): boolean {
  const [isPointing, setPointing] = useState(false);
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && latest.current();
    const onPointer = () => {
      setPointing(true);
      clearTimeout(timer);
      timer = setTimeout(() => setPointing(false), SHOWN_MS);
    };
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointermove', onPointer);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointermove', onPointer);
    };
  }, []);
  return isPointing;
}
