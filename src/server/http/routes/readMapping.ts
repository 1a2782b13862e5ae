import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { parseColumn } from '../../../contract/columns/columnNames';
import { storedColumnsOf } from '../../../contract/columns/columns';
import { badParameter } from '../../../contract/errors';
import { type Principal, visibleColumns } from '../../../contract/privacy';

/** @throws ApiError that names what is wrong; 403 for a column that does not exist for the principal. */
export function readMapping(mapping: Readonly<Record<string, string>>, principal: Principal): ColumnMapping {
  const visible = storedColumnsOf(visibleColumns(principal));
  const entries = Object.entries(mapping).map(
    ([column, name]) => [parseColumn(column, 'mapping', visible), name] as const,
  );
  if (new Set(entries.map(([column]) => column)).size !== entries.length)
    throw badParameter('mapping', 'mapping names a column twice', 'each column once');
  return Object.fromEntries(entries);
}
