import { type KeyboardEvent, useEffect, useRef } from 'react';

/**
 * Queues the Enter key while the options for the typed text are loading, so that a fast typist can choose one
 * before it is listed.
 * @param isLoaded whether the options are those of the typed text.
 * @param onLoaded called with the number of times that Enter was pressed meanwhile.
 */
export function useQueuedEnter(isLoaded: boolean, onLoaded: (count: number) => void) {
  const count = useRef(0);
  useEffect(() => {
    if (!isLoaded || count.current === 0) return;
    const pressed = count.current;
    count.current = 0;
    onLoaded(pressed);
  });
  return {
    /** Whether the key is an Enter, and now queued. */
    queue(event: KeyboardEvent): boolean {
      const { key, ctrlKey, metaKey, nativeEvent } = event;
      if (isLoaded || key !== 'Enter' || ctrlKey || metaKey || nativeEvent.isComposing) return false;
      event.preventDefault();
      count.current += 1;
      return true;
    },
    clear(): void {
      count.current = 0;
    },
  };
}
