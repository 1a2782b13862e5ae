import type { GridColDef } from '@mui/x-data-grid';
import { useMemo } from 'react';
import { type ColumnId, columnOf, isDocument } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import type { Order } from '../../contract/query/ticketQuery';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import { say } from '../../contract/texts/texts';
import { useSettings } from '../settings/settingsStore';
import { Cell, CellMenuHandle } from './cells';
import { SortedHeader } from './SortedHeader';
import { sortPlace } from './sortKeys';

function widthOf(id: ColumnId): number {
  const { gridWidth, kind } = columnOf(id);
  return gridWidth ?? (kind === 'timestamp' ? 144 : 140);
}

/** Amounts stand at the right, where their digits are below each other; identifiers are names. */
function isAmount(id: ColumnId): boolean {
  const column = columnOf(id);
  return column.kind === 'integer' && column.unit !== 'identifier';
}

/** The grid's columns: as wide as their content needs, wider where there is room, or as somebody dragged them. */
export function useGridDefinitions(
  columns: readonly ColumnId[],
  filters: readonly Filter[],
  order: readonly Order[],
  asOf: string,
): GridColDef<TicketRow>[] {
  const widths = useSettings((settings) => settings.widths);
  // As text: the same columns filtered by other values are the same grid, which would lay itself out again.
  const filtered = filteredColumns(filters).join(' ');
  return useMemo(
    () =>
      columns.map((id) => {
        const side = isAmount(id) ? 'right' : 'left';
        const { label } = columnOf(id);
        const dragged = widths[id];
        const width = widthOf(id);
        const sorted = sortPlace(order, id);
        const isFiltered = filtered.split(' ').includes(id);
        return {
          field: id,
          headerName: label,
          ...(dragged === undefined ? { flex: width, minWidth: width } : { width: dragged, minWidth: 50 }),
          align: side,
          headerAlign: side,
          // A filtered column is marked, so that nobody takes its rows for all rows.
          ...(isFiltered ? { headerClassName: 'filtered', description: say('grid.filtered', { column: label }) } : {}),
          ...(sorted === undefined ? {} : { renderHeader: () => <SortedHeader label={label} sorted={sorted} /> }),
          renderCell: ({ row }) => (
            <>
              <Cell column={id} row={row} asOf={asOf} />
              {!isDocument(id) && <CellMenuHandle />}
            </>
          ),
        } satisfies GridColDef<TicketRow>;
      }),
    [columns, widths, filtered, order, asOf],
  );
}

/** A filter on the service level picks by how tickets stand against their deadline, which is what that column shows. */
function filteredColumns(filters: readonly Filter[]): string[] {
  const keys = filters.flatMap(({ key }) => (key === 'slaState' ? [key, 'againstDeadline'] : [key]));
  return [...new Set(keys)];
}
