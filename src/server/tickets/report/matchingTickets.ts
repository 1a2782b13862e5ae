import type { ColumnId } from '../../../contract/columns';
import { slaStateText } from '../computedKeys';
import type { Sql } from '../engine';
import type { TicketScope } from '../rows';
import { TABLE } from '../schema';
import { SqlParams } from '../sqlParams';
import { whereText } from '../where';

/** The subquery that every aggregate reads: the matching tickets' `columns` and their `state`. */
export function matchingTickets(
  scope: TicketScope,
  columns: readonly ColumnId[],
): { from: string; params: Sql['params']; bind: SqlParams } {
  const bind = new SqlParams();
  const where = whereText(scope.query.filters, bind, scope.moment);
  const state = slaStateText(bind, scope.moment);
  const names = columns.map((id) => `t.${id} AS ${id}`).join(', ');
  const from = `(SELECT ${names === '' ? '' : `${names}, `}${state} AS state FROM ${TABLE} AS t WHERE ${where})`;
  return {
    from,
    bind,
    get params() {
      return bind.values;
    },
  };
}
