import { useEffect, useRef, useState } from 'react';
import type { Filter } from '../../contract/query/filters';
import { joined } from '../url/withPicked';

type Pick = readonly Filter[];

/** Rows that are clicked while Ctrl (or Cmd) is held; they apply together when it is let go. */
export function useChosenRows(onPick: (filters: Pick) => void) {
  const [chosen, setChosen] = useState<readonly Pick[]>([]);
  const latest = useRef(onPick);
  latest.current = onPick;

  useEffect(() => {
    if (chosen.length === 0) return;
    const apply = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setChosen([]);
      if (key !== 'Control' && key !== 'Meta') return;
      setChosen([]);
      const filter = joined(chosen.flat());
      if (filter !== undefined) latest.current([filter]);
    };
    // Let go of elsewhere: nothing says what was meant.
    const forget = () => setChosen([]);
    window.addEventListener('keyup', apply);
    window.addEventListener('blur', forget);
    return () => {
      window.removeEventListener('keyup', apply);
      window.removeEventListener('blur', forget);
    };
  }, [chosen]);

  /** Chooses a row, or not any more. @returns false where it cannot be joined with the others. */
  const choose = (pick: Pick): boolean => {
    const next = chosen.includes(pick) ? chosen.filter((each) => each !== pick) : [...chosen, pick];
    if (joined(next.length === 0 ? pick : next.flat()) === undefined) return false;
    setChosen(next);
    return true;
  };
  return { chosen, choose };
}
