import { type KeyboardEvent, useEffect, useRef } from 'react';

/**
 * Enter that is pressed before the list is that of the typed text waits for it: somebody who types fast chooses and
 * applies before the values are there.
 * @param answer is told how often Enter was pressed meanwhile.
 */
export function useEntersBefore(isAnswered: boolean, answer: (count: number) => void) {
  const count = useRef(0);
  useEffect(() => {
    if (!isAnswered || count.current === 0) return;
    const pressed = count.current;
    count.current = 0;
    answer(pressed);
  });
  return {
    /** Says whether the key was an Enter that waits now. */
    take(event: KeyboardEvent): boolean {
      const { key, ctrlKey, metaKey, nativeEvent } = event;
      if (isAnswered || key !== 'Enter' || ctrlKey || metaKey || nativeEvent.isComposing) return false;
      event.preventDefault();
      count.current += 1;
      return true;
    },
    forget(): void {
      count.current = 0;
    },
  };
}
