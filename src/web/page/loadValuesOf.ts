import { isColumnId } from '../../contract/columns/columns';
import type { ReportView } from '../../contract/query/reportUrl';
import type { ValuesAnswer } from '../../contract/responses/responses';
import { getReport, getValues } from '../api/client';
import type { LoadValues } from '../filters/editors/parts/loadValues';
import { reportParameters, valuesParameters } from '../url/requestParameters';

/** Values with their counts under the other filters: a column's are asked for, those of data checks stand in the report. */
export function loadValuesOf(view: ReportView, asOf: string): LoadValues {
  return async ({ key, signal, ...request }) => {
    if (isColumnId(key)) return getValues(valuesParameters({ column: key, ...request }, view, asOf), signal);
    const asked = { ...view, query: { ...view.query, filters: [...request.otherFilters] } };
    const { dataChecks } = await getReport(reportParameters(asked, asOf), signal);
    return countsOf(dataChecks);
  };
}

function countsOf(counts: Readonly<Record<string, number>>): ValuesAnswer {
  return { values: Object.entries(counts).map(([value, count]) => ({ value, count })), empty: 0, more: false };
}
