import { type ColumnId, columnOf, isStoredColumn } from '../../contract/columns/columns';
import { type AsOf, closedLater, isHiddenBefore } from './asOf';
import { COMPUTED_SQL } from './computedColumns';
import type { SqlParams } from './sqlParams';

/**
 * What stands for a column over the table `t`, in rows and their order: as it is stored. Identifiers are looked up in the
 * contract's table, never taken from a request, and written `t.name`, so that an alias in the SELECT can never stand in
 * for one.
 */
export function columnSql(id: ColumnId, params: SqlParams, asOf: AsOf): string {
  return isStoredColumn(id) ? `t.${id}` : COMPUTED_SQL[id](params, asOf);
}

/**
 * Values in a list, of text as people look for it: Äpfel beside Apfel, and zebra last. The engine names the root collation of
 * Unicode "en". What is equal by it is told apart by bytes.
 */
export function listOrder(value: string, id: ColumnId): string {
  return columnOf(id).kind === 'text'
    ? `${value} ASC NULLS LAST COLLATE 'en', ${value} ASC`
    : `${value} ASC NULLS LAST`;
}

/** As columnSql, for figures: empty where as-of hides it. */
export function columnAsOfSql(id: ColumnId, params: SqlParams, asOf: AsOf): string {
  const stored = columnSql(id, params, asOf);
  return isHiddenBefore(id, asOf) ? `if(${closedLater(params, asOf)}, NULL, ${stored})` : stored;
}
