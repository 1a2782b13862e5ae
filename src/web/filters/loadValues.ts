import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ValuesAnswer } from '../../contract/answers';
import type { ColumnId } from '../../contract/columns';
import type { Filter } from '../../contract/filters';

/** Asks the server for a column's values with their counts under the other filters. */
export type LoadValues = (request: {
  column: ColumnId;
  q: string;
  limit: number;
  otherFilters: readonly Filter[];
  signal: AbortSignal;
}) => Promise<ValuesAnswer>;

/** Typing does not ask for every letter. */
const PAUSE_MS = 200;

/** The text, once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Values that contain `q`; what is no longer wanted is aborted, and a late answer never shows. */
export function useValues(request: {
  loadValues: LoadValues;
  column: ColumnId;
  q: string;
  limit: number;
  otherFilters: readonly Filter[];
}) {
  const { loadValues, column, limit, otherFilters } = request;
  const q = useSettled(request.q.trim());
  return useQuery({
    queryKey: ['values', column, q, limit, otherFilters],
    queryFn: ({ signal }) => loadValues({ column, q, limit, otherFilters, signal }),
    // Counts help, but the form works without them.
    retry: false,
    gcTime: 60_000,
  });
}
