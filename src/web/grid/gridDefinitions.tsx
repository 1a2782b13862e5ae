import type { GridColDef } from '@mui/x-data-grid';
import { useMemo } from 'react';
import { type ColumnId, columnOf } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import { useSettings } from '../settings/settingsStore';
import { gridLabel } from '../url/gridColumns';
import { Cell, CellMenuHandle } from './cells';

const WIDTH: Partial<Record<ColumnId, number>> = {
  id: 118,
  channel: 90,
  status: 168,
  priority: 90,
  allTags: 260,
  rawData: 260,
  topic: 165,
  subTopic: 180,
  email: 210,
  secondsToClose: 150,
};

function widthOf(id: ColumnId): number {
  return WIDTH[id] ?? (columnOf(id).kind === 'timestamp' ? 144 : 140);
}

/** The grid's columns: as wide as their content needs, wider where there is room, or as somebody dragged them. */
export function useGridDefinitions(
  columns: readonly ColumnId[],
  filters: readonly Filter[],
  asOf: string,
): GridColDef<TicketRow>[] {
  const widths = useSettings((settings) => settings.widths);
  // As text: the same columns filtered by other values are the same grid, which would lay itself out again.
  const filtered = filteredColumns(filters).join(' ');
  return useMemo(
    () =>
      columns.map((id) => {
        const numeric = columnOf(id).kind === 'integer' && id !== 'id';
        const dragged = widths[id];
        const width = widthOf(id);
        const isFiltered = filtered.split(' ').includes(id);
        return {
          field: id,
          headerName: gridLabel(id),
          ...(dragged === undefined ? { flex: width, minWidth: width } : { width: dragged, minWidth: 50 }),
          align: numeric ? 'right' : 'left',
          headerAlign: numeric ? 'right' : 'left',
          // A filtered column is marked, so that nobody takes its rows for all rows.
          ...(isFiltered ? { headerClassName: 'filtered', description: `${gridLabel(id)}, filtered` } : {}),
          renderCell: ({ row }) => (
            <>
              <Cell column={id} row={row} asOf={asOf} />
              {id !== 'rawData' && <CellMenuHandle />}
            </>
          ),
        } satisfies GridColDef<TicketRow>;
      }),
    [columns, widths, filtered, asOf],
  );
}

/** The stored seconds stand for the service level, which is computed from them. */
function filteredColumns(filters: readonly Filter[]): string[] {
  return [...new Set(filters.map(({ key }) => (key === 'slaState' ? 'secondsClosedAfterSLA' : key)))];
}
