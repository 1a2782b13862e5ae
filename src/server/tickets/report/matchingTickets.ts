import type { ColumnId } from '../../../contract/columns/columns';
import type { Sql } from '../../engine/engine';
import type { AsOf } from '../asOf';
import { columnAsOfSql } from '../columnSql';
import { slaStateNumberSql } from '../computedColumns';
import type { TicketScope } from '../rows';
import { TABLE } from '../schema/ticketTable';
import { SqlParams } from '../sqlParams';
import { WALL_TIME } from '../sqlTime';
import { whereText } from '../where';
import { workedBetween } from '../workingTime';

/**
 * The subquery that every aggregate reads: the matching tickets' `columns`, their `state` as a number, and
 * what `computed` adds by name, written over the table `t`. In working time `openFor` stands beside secondsToClose.
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
    ...columns.map((id) => `${columnAsOfSql(clocked(id, scope), bind, scope.asOf)} AS ${id}`),
    ...(isByWorkingTime(scope, columns) ? [`${openForSql(scope.asOf, bind)} AS openFor`] : []),
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

/** Times to close by the clock that is asked for, under the same name. */
function clocked(id: ColumnId, { clock }: TicketScope): ColumnId {
  return clock === 'working' && id === 'secondsToClose' ? 'workingSecondsToClose' : id;
}

function isByWorkingTime({ clock }: TicketScope, columns: readonly ColumnId[]): boolean {
  return clock === 'working' && columns.includes('secondsToClose');
}

/** Working seconds since a ticket was created; negative where that is yet to come, by night as well. */
function openForSql({ time, working }: AsOf, bind: SqlParams): string {
  if (working === undefined) throw new Error('no working hours are set');
  const now = bind.bind(time, WALL_TIME);
  return `if(t.createdAt > ${now}, -1, ${workedBetween('t.createdAt', now, working, bind)})`;
}
