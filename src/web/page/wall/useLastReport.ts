import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { queryStringOf } from '../../../contract/endpoints/address';
import type { ReportView } from '../../../contract/query/reportUrl';
import { getReport } from '../../api/client';
import { useSettledError } from '../../ui/useSettledError';
import { reportRequest } from '../../url/requestParameters';

/** The figures of a view; those of an earlier moment for as long as newer ones do not arrive, whatever the reason. */
export function useLastReport(view: ReportView, asOf: string) {
  const asked = reportRequest(view, asOf);
  const query = useQuery({
    queryKey: ['report', queryStringOf(asked)],
    queryFn: ({ signal }) => getReport(asked, signal),
    placeholderData: keepPreviousData,
  });
  const error = useSettledError(query);
  // A query that fails has no placeholder any more.
  const last = useRef(query.data);
  if (query.data !== undefined) last.current = query.data;
  return { report: last.current, error, retry: () => void query.refetch() };
}
