import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ColumnId } from '../../../contract/columns/columns';
import { type FilterKey, isTagsKey, keyFacts } from '../../../contract/query/filters';
import type { LoadValues } from '../editors/parts/loadValues';
import type { DraftScope } from '../language/draft/readDraft';
import { type NamedValues, namedValues } from '../language/phrase/parseValues';

/** The most frequent values of a text column: what is not among them can still be typed. */
export interface KnownColumn extends NamedValues {
  /** Tickets that have them under the report's filters on other columns, most first. */
  counts: ReadonlyMap<string, number>;
}

export type KnownValues = ReadonlyMap<ColumnId, KnownColumn>;

export function knownColumn(values: readonly { value: string; count: number }[]): KnownColumn {
  const names = values.map(({ value }) => value);
  return {
    ...namedValues(names, (value) => [value]),
    counts: new Map(values.map(({ value, count }) => [value, count])),
  };
}

/** Columns whose values people know by heart; of tags, each by itself. */
export function hasKnownValues(key: FilterKey): boolean {
  const column = keyFacts(key);
  return column.kind === 'text' && (column.content === 'category' || column.content === 'tags');
}

const LOADED = 200;

/** Asked for once when the list opens, not for every letter. */
export function useKnownValues(request: { loadValues: LoadValues; visible: readonly ColumnId[]; scope: DraftScope }): {
  known: KnownValues;
  isLoading: boolean;
} {
  const { loadValues, visible, scope } = request;
  const { asOf, otherFilters } = scope;
  const columns = visible.filter(hasKnownValues);
  const answers = useQueries({
    queries: columns.map((key) => {
      // A further value widens the filter on its column, so what that one leaves out counts.
      const others = otherFilters.filter((filter) => filter.key !== key);
      return {
        queryKey: ['known', key, others, asOf],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const { values } = await loadValues({
            ...{ key, q: '', limit: LOADED, otherFilters: others, signal },
            single: isTagsKey(key),
          });
          return { key, values: values.map(({ value, count }) => ({ value: String(value), count })) };
        },
        // They save typing; everything can be found without them.
        retry: false,
        gcTime: 60_000,
      };
    }),
    combine,
  });
  const known = useMemo(
    () => new Map(answers.columns.map(({ key, values }) => [key, knownColumn(values)])),
    [answers.columns],
  );
  return { known, isLoading: answers.isLoading };
}

interface LoadedColumn {
  key: ColumnId;
  values: { value: string; count: number }[];
}

/** Defined once, so that the answers stay the same object until one changes. */
function combine(answers: readonly { isLoading: boolean; data: LoadedColumn | undefined }[]) {
  return {
    isLoading: answers.some(({ isLoading }) => isLoading),
    columns: answers.flatMap(({ data }) => (data === undefined ? [] : [data])),
  };
}
