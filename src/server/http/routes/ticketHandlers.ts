import { type ColumnId, columnOf } from '../../../contract/columns/columns';
import type { TICKET_ENDPOINTS } from '../../../contract/endpoints/ticketEndpoints';
import { COMPARATORS_OF } from '../../../contract/query/comparators';
import { choicesOf, filterKeys, kindOf, labelOf } from '../../../contract/query/filters';
import { readReport } from '../../tickets/report/report';
import { countRows, readRows, selectedColumns } from '../../tickets/rows';
import { readValues } from '../../tickets/values';
import { type HandlersOf, ok } from '../call/handler';

export const ticketHandlers: HandlersOf<typeof TICKET_ENDPOINTS> = {
  async 'GET /export/reporting_tickets/preview'({ engine, scope, parameters, signal }) {
    const [data, total] = await Promise.all([
      readRows(engine, scope, parameters, { signal }),
      countRows(engine, scope, { signal }),
    ]);
    const columns = selectedColumns(scope).map((key) => ({
      key,
      label: columnOf(key).label,
      type: columnOf(key).kind,
    }));
    return ok({ data, total, columns, availableFilters: availableFilters(scope.visible) });
  },

  async 'GET /report/reporting_tickets'({ engine, scope, parameters, signal }) {
    return ok(await readReport(engine, scope, parameters, { signal }));
  },

  async 'GET /report/reporting_tickets/values'({ engine, scope, parameters, signal }) {
    return ok(await readValues(engine, scope, parameters, { signal }));
  },

  'GET /line': ({ engine }) => ok(engine.place()),
};

/** What can be filtered, for a client that builds its own form. */
function availableFilters(visible: readonly ColumnId[]) {
  return filterKeys(visible).map((key) => {
    const values = choicesOf(key);
    const comparators = [...COMPARATORS_OF[kindOf(key)]];
    const choices = values === undefined ? {} : { values: [...values] };
    return { key, label: labelOf(key), type: kindOf(key), comparators, ...choices };
  });
}
