import type { ColumnId } from '../../../contract/columns/columns';
import type { Sql } from '../../engine/engine';
import { columnAsOfSql } from '../columnSql';
import { slaStateNumberSql } from '../computedColumns';
import type { TicketScope } from '../rows';
import { TABLE } from '../schema/ticketTable';
import { SqlParams } from '../sqlParams';
import { whereText } from '../where';

/**
 * The subquery that every aggregate reads: the matching tickets' `columns`, their `state` as a number, and
 * what `computed` adds by name, written over the table `t`.
 * @param bind takes the values; several subqueries of one statement share it.
 */
export function matchingTickets(
  scope: TicketScope,
  columns: readonly ColumnId[],
  computed: (bind: SqlParams) => Readonly<Record<string, string>> = () => ({}),
  bind = new SqlParams(),
): { from: string; params: Sql['params']; bind: SqlParams } {
  const where = whereText(scope, bind);
  const items = [
    ...columns.map((id) => `${columnAsOfSql(id, bind, scope.asOf)} AS ${id}`),
    ...Object.entries(computed(bind)).map(([name, text]) => `${text} AS ${name}`),
    `${slaStateNumberSql(bind, scope.asOf)} AS state`,
  ];
  return {
    from: `(SELECT ${items.join(', ')} FROM ${TABLE} AS t WHERE ${where})`,
    bind,
    get params() {
      return bind.values;
    },
  };
}
