import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import { queryStringOf } from '../../contract/endpoints/address';
import type { ReportView } from '../../contract/query/reportUrl';
import { getPreview, getReport } from '../api/client';
import { ApiFailure, isPassing } from '../api/failure';
import { useSettledError } from '../ui/useSettledError';
import { previewRequest, reportRequest } from '../url/requestParameters';
import { type LinkProblem, problemOfFailure } from './BadLink';

/** Rows and figures of one view at one moment. Until they arrive, the previous ones stay as placeholder data. */
export function useReportData(view: ReportView, asOf: string, columns: readonly ColumnId[]) {
  const rowsAsked = previewRequest(view, asOf, columns);
  const preview = useQuery({
    queryKey: ['preview', queryStringOf(rowsAsked)],
    queryFn: ({ signal }) => getPreview(rowsAsked, signal),
    placeholderData: keepPreviousData,
  });
  const reportAsked = reportRequest(view, asOf);
  const report = useQuery({
    queryKey: ['report', queryStringOf(reportAsked)],
    queryFn: ({ signal }) => getReport(reportAsked, signal),
    placeholderData: keepPreviousData,
  });
  // A change of page fetches rows only: the total is known from the figures.
  const rows = preview.isPlaceholderData ? undefined : preview.data?.total;
  const total = rows ?? (report.isPlaceholderData ? undefined : report.data?.total);
  const errors = { preview: useSettledError(preview), report: useSettledError(report) };
  // A query that fails has no placeholder any more, and what was shown still tells more than a blank page: also where
  // the same question was answered before.
  const shown = useRef(report.data);
  if (report.data !== undefined) shown.current = report.data;
  const kept = isPassing(errors.report) ? shown.current : undefined;
  return { preview, report, kept, errors, total, problem: problemOf(errors.report) ?? problemOf(errors.preview) };
}

export type ReportData = ReturnType<typeof useReportData>;

function problemOf(error: unknown): LinkProblem | null {
  return error instanceof ApiFailure ? problemOfFailure(error) : null;
}
