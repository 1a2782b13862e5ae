import { isComputedKey } from '../../contract/query/filters';
import type { ReportView } from '../../contract/query/reportUrl';
import type { ValuesAnswer } from '../../contract/responses/responses';
import { getReport, getValues } from '../api/client';
import type { LoadValues } from '../filters/editors/parts/loadValues';
import { reportParameters, valuesParameters } from '../url/requestParameters';

/** Loads values with their counts under the other filters; those of computed keys are in the report. */
export function loadValuesOf(view: ReportView, asOf: string): LoadValues {
  return async ({ key, signal, ...request }) => {
    if (!isComputedKey(key)) return getValues(valuesParameters({ column: key, ...request }, view, asOf), signal);
    const asked = { ...view, query: { ...view.query, filters: [...request.otherFilters] } };
    const { states, dataChecks } = await getReport(reportParameters(asked, asOf), signal);
    return countsOf({ slaState: states, dataCheck: dataChecks }[key]);
  };
}

function countsOf(counts: Readonly<Record<string, number>>): ValuesAnswer {
  return { values: Object.entries(counts).map(([value, count]) => ({ value, count })), empty: 0, more: false };
}
