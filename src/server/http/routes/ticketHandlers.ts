import { type ColumnId, columnOf } from '../../../contract/columns/columns';
import type { TICKET_ENDPOINTS } from '../../../contract/endpoints/ticketEndpoints';
import { choicesOf, comparatorsOf, filterKeys, kindOf, labelOf } from '../../../contract/query/filters';
import { readReport } from '../../tickets/report/report';
import { countRows, readRows, selectedColumns } from '../../tickets/rows';
import { readValues } from '../../tickets/values';
import { noteSeen } from '../call/auditing';
import { type HandlersOf, ok } from '../call/handler';

export const ticketHandlers: HandlersOf<typeof TICKET_ENDPOINTS> = {
  async 'GET /export/reporting_tickets/preview'(call) {
    const { engine, scope, parameters, signal } = call;
    const [data, total] = await Promise.all([
      readRows(engine, scope, parameters, { signal }),
      countRows(engine, scope, { signal }),
    ]);
    const columns = selectedColumns(scope).map((key) => ({
      key,
      label: columnOf(key).label,
      type: columnOf(key).kind,
    }));
    noteSeen(call, { what: 'rows', columns: selectedColumns(scope), rows: total });
    return ok({ data, total, columns, availableFilters: availableFilters(scope.visible) });
  },

  async 'GET /report/reporting_tickets'(call) {
    const { engine, scope, parameters, signal } = call;
    const report = await readReport(engine, scope, parameters, { signal });
    noteSeen(call, { what: 'figures', columns: [parameters.groupBy], own: parameters, rows: report.total });
    return ok(report);
  },

  async 'GET /report/reporting_tickets/values'(call) {
    const { engine, scope, parameters, signal } = call;
    const values = await readValues(engine, scope, parameters, { signal });
    const { column } = parameters;
    noteSeen(call, { what: 'values', columns: [column], own: { column } });
    return ok(values);
  },

  'GET /line': ({ engine }) => ok(engine.place()),
};

/** What can be filtered, for a client that builds its own form. */
function availableFilters(visible: readonly ColumnId[]) {
  return filterKeys(visible).map((key) => {
    const values = choicesOf(key);
    const comparators = [...comparatorsOf(key)];
    const choices = values === undefined ? {} : { values: [...values] };
    return { key, label: labelOf(key), type: kindOf(key), comparators, ...choices };
  });
}
