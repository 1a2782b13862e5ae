import { useQueries } from '@tanstack/react-query';
import type { ColumnId } from '../../../contract/columns/columns';
import type { DraftScope } from '../draft/readDraft';
import type { LoadValues } from '../values/loadValues';

export interface KnownValue {
  value: string;
  /** Tickets that have it under the report's filters. */
  count: number;
}

/** The most frequent values of text columns: what is not among them can still be typed. */
export type KnownValues = ReadonlyMap<ColumnId, readonly KnownValue[]>;

/** Columns whose values people know by heart. */
const COLUMNS: readonly ColumnId[] = ['topic', 'subTopic', 'email'];
const LOADED = 200;

/** Asked for once when the list opens, not for every letter. */
export function useKnownValues(request: { loadValues: LoadValues; visible: readonly ColumnId[]; scope: DraftScope }): {
  known: KnownValues;
  isLoading: boolean;
} {
  const { loadValues, visible, scope } = request;
  const { asOf, otherFilters } = scope;
  const columns = COLUMNS.filter((column) => visible.includes(column));
  return useQueries({
    queries: columns.map((key) => ({
      queryKey: ['values', key, '', LOADED, otherFilters, asOf],
      queryFn: ({ signal }: { signal: AbortSignal }) => loadValues({ key, q: '', limit: LOADED, otherFilters, signal }),
      // They save typing; everything can be found without them.
      retry: false,
      gcTime: 60_000,
    })),
    combine: (answers) => ({
      isLoading: answers.some((answer) => answer.isLoading),
      known: new Map(
        columns.map((column, at) => [
          column,
          (answers[at]?.data?.values ?? []).map(({ value, count }) => ({ value: String(value), count })),
        ]),
      ),
    }),
  });
}
