import { isColumnId } from '../../contract/columns/columns';
import type { ReportView } from '../../contract/query/reportUrl';
import type { ValuesResponse } from '../../contract/responses/ticketResponses';
import { getReport, getValues } from '../api/client';
import type { LoadValues } from '../filters/editors/parts/loadValues';
import { reportRequest, valuesRequest } from '../url/requestParameters';

/** Loads values with their counts under the other filters; those of data checks are in the report. */
export function loadValuesOf(view: ReportView, asOf: string): LoadValues {
  return async ({ key, signal, ...request }) => {
    if (isColumnId(key)) return getValues(valuesRequest({ column: key, ...request }, view, asOf), signal);
    const asked = { ...view, query: { ...view.query, filters: [...request.otherFilters] } };
    const { dataChecks } = await getReport(reportRequest(asked, asOf), signal);
    return countsOf(dataChecks);
  };
}

function countsOf(counts: Readonly<Record<string, number>>): ValuesResponse {
  return { values: Object.entries(counts).map(([value, count]) => ({ value, count })), empty: 0, more: false };
}
