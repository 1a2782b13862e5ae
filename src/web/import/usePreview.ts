import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ChosenReading } from './chosenReading';
import { getImportPreview } from './importApi';
import { IMPORTS_KEY } from './useUploads';

/** The preview of an upload: of its first rows at once, and then the counts of all. */
export function usePreview(id: string, chosen: ChosenReading) {
  const query = (whole: boolean) => ({
    queryKey: [...IMPORTS_KEY, id, chosen, whole],
    queryFn: ({ signal }: { signal: AbortSignal }) => getImportPreview(id, chosen, whole, signal),
    placeholderData: keepPreviousData,
    // Not fetched again once the upload is removed.
    gcTime: 0,
  });
  const first = useQuery(query(false));
  const isPart = first.data?.isWhole === false && first.data.problem === null;
  const whole = useQuery({ ...query(true), enabled: isPart && !first.isPlaceholderData });
  const { data } = first;
  if (data === undefined || !isPart || whole.data === undefined) return { first, shown: data };
  const { read, rejected, convertedTimes, values, rejectGroups, lacking, isWhole } = whole.data;
  return { first, shown: { ...data, read, rejected, convertedTimes, values, rejectGroups, lacking, isWhole } };
}
