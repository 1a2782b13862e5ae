import { type ColumnId, columnOf } from '../../../contract/columns/columns';
import { COMPARATORS_OF } from '../../../contract/query/comparators';
import { choicesOf, filterKeys, kindOf, labelOf } from '../../../contract/query/filters';
import {
  PREVIEW_PARAMETERS,
  parsePreviewRequest,
  parseReportRequest,
  parseValuesRequest,
  REPORT_PARAMETERS,
  VALUES_PARAMETERS,
} from '../../../contract/query/requests';
import { reportAnswerSchema } from '../../../contract/responses/reportResponse';
import { previewAnswerSchema, valuesAnswerSchema } from '../../../contract/responses/responses';
import { readReport } from '../../tickets/report/report';
import { countRows, readRows, selectedColumns } from '../../tickets/rows';
import { readValues } from '../../tickets/values';
import { type SignedInRoute, scopeOf, ticketJson } from '../route';

export const previewRoute: SignedInRoute = {
  method: 'get',
  path: '/export/reporting_tickets/preview',
  summary: 'A page of matching tickets with the total',
  access: ['reportTickets'],
  readsTickets: true,
  parameters: PREVIEW_PARAMETERS,
  answers: { 200: { description: 'Rows of the page, total of all pages', schema: previewAnswerSchema } },
  async handle({ backend, context, search, principal, signal }) {
    const { limit, offset, ...request } = parsePreviewRequest(search, principal);
    const scope = scopeOf(backend, request);
    const [data, total] = await Promise.all([
      readRows(backend.engine, scope, { limit, offset }, { signal }),
      countRows(backend.engine, scope, { signal }),
    ]);
    const columns = selectedColumns(scope).map((key) => ({
      key,
      label: columnOf(key).label,
      type: columnOf(key).kind,
    }));
    return ticketJson(context, scope, { data, total, columns, availableFilters: availableFilters(scope.visible) });
  },
};

/** What can be filtered, for a client that builds its own form. */
function availableFilters(visible: readonly ColumnId[]) {
  return filterKeys(visible).map((key) => {
    const values = choicesOf(key);
    const comparators = COMPARATORS_OF[kindOf(key)];
    return { key, label: labelOf(key), type: kindOf(key), comparators, ...(values === undefined ? {} : { values }) };
  });
}

export const reportRoute: SignedInRoute = {
  method: 'get',
  path: '/report/reporting_tickets',
  summary: 'Every aggregate of the matching tickets, of one moment',
  access: ['reportTickets'],
  readsTickets: true,
  parameters: REPORT_PARAMETERS,
  answers: { 200: { description: 'Counts, rates and distributions', schema: reportAnswerSchema } },
  async handle({ backend, context, search, principal, signal }) {
    const { groupBy, bucket, ...request } = parseReportRequest(search, principal);
    const scope = scopeOf(backend, request);
    return ticketJson(context, scope, await readReport(backend.engine, scope, { groupBy, bucket }, { signal }));
  },
};

export const valuesRoute: SignedInRoute = {
  method: 'get',
  path: '/report/reporting_tickets/values',
  summary: 'Values of a column with counts, for typeahead',
  access: ['reportTickets'],
  readsTickets: true,
  parameters: VALUES_PARAMETERS,
  answers: { 200: { description: 'The value that q is, then the most frequent', schema: valuesAnswerSchema } },
  async handle({ backend, context, search, principal, signal }) {
    const { column, q, limit, ...request } = parseValuesRequest(search, principal);
    const scope = scopeOf(backend, request);
    return ticketJson(context, scope, await readValues(backend.engine, scope, { column, q, limit }, { signal }));
  },
};
