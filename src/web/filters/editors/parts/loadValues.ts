import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Filter, FilterKey } from '../../../../contract/query/filters';
import type { ValuesResponse } from '../../../../contract/responses/ticketResponses';
import type { DraftScope } from '../../language/draft/readDraft';

/** Asks the server for a key's values with their counts under the other filters. */
export type LoadValues = (request: {
  key: FilterKey;
  q: string;
  limit: number;
  /** Each tag by itself. */
  single?: boolean;
  otherFilters: readonly Filter[];
  signal: AbortSignal;
}) => Promise<ValuesResponse>;

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

/**
 * Values that contain `q`. What is no longer wanted is aborted and a late answer never shows; until the next one
 * the last one stands, since a value's count does not depend on what was typed.
 */
export function useValues(request: {
  loadValues: LoadValues;
  key: FilterKey;
  q: string;
  limit: number;
  single?: boolean;
  scope: DraftScope;
}) {
  const { loadValues, key, limit, single = false, scope } = request;
  const { asOf, otherFilters } = scope;
  const q = useSettled(request.q);
  const query = useQuery({
    queryKey: ['values', key, single, q, limit, otherFilters, asOf],
    queryFn: ({ signal }) => loadValues({ key, q, limit, single, otherFilters, signal }),
    placeholderData: keepPreviousData,
    // Counts help, but the editor works without them.
    retry: false,
    gcTime: 60_000,
  });
  const { data, isFetching, isError, isSuccess, isPlaceholderData } = query;
  /** Whether what is said is about `q` as it is now, and not about what was typed before. */
  const isAnswered = q === request.q && (isError || (isSuccess && !isPlaceholderData));
  return { data, isFetching, isError, isAnswered };
}
