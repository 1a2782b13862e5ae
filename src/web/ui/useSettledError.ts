import type { UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { isPassing } from '../api/failure';

type Query = Pick<UseQueryResult, 'error' | 'errorUpdatedAt' | 'data' | 'isPlaceholderData'>;

/**
 * The error of a query. One that passes by itself stays while the query asks again: its own state forgets the error then,
 * and what is on screen would come and go with every try.
 */
export function useSettledError({ error, errorUpdatedAt, data, isPlaceholderData }: Query): Error | null {
  const last = useRef<{ error: Error; at: number }>(undefined);
  if (error !== null) last.current = { error, at: errorUpdatedAt };
  const isUnanswered = data === undefined || isPlaceholderData;
  // Of another query the time is another.
  const isOfThis = last.current?.at === errorUpdatedAt;
  return error ?? (isUnanswered && isOfThis && isPassing(last.current?.error) ? (last.current?.error ?? null) : null);
}
