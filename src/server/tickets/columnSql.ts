import { type ColumnId, isStoredColumn } from '../../contract/columns/columns';
import type { AsOf } from './asOf';
import { COMPUTED_SQL } from './computedColumns';
import type { SqlParams } from './sqlParams';

/**
 * What stands for a column over the table `t`. Identifiers are looked up in the contract's table, never taken from a
 * request, and written `t.name`, so that an alias in the SELECT can never stand in for one.
 */
export function columnSql(id: ColumnId, params: SqlParams, asOf: AsOf): string {
  return isStoredColumn(id) ? `t.${id}` : COMPUTED_SQL[id](params, asOf);
}
