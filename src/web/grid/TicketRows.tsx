import { DataGrid, type GridColDef } from '@mui/x-data-grid';
import { type MouseEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import type { Order } from '../../contract/query/ticketQuery';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import { say } from '../../contract/texts/texts';
import { type Density, useSettings } from '../settings/settingsStore';
import { colour } from '../ui/colours';
import { FINGER } from '../ui/handStyle';
import { useIsTouch } from '../ui/useIsTouch';
import type { ReportChange } from '../url/reportReducer';
import { isCellMenuHandle } from './cells';
import { useSortKeys } from './useSortKeys';
import { useStickyHeader } from './useStickyHeader';

/** Pixels. */
export const HEADER_HEIGHT = 38;
const ROW_HEIGHTS: Record<Density, number> = { compact: 28, standard: 36, comfortable: 48 };

interface Props {
  /** No rows have arrived yet. */
  isLoading: boolean;
  columns: readonly ColumnId[];
  definitions: readonly GridColDef<TicketRow>[];
  order: readonly Order[];
  pageSize: number;
  change(change: ReportChange): void;
  onOpen(id: number): void;
  onPick(anchor: HTMLElement, field: string | undefined, row: TicketRow | undefined): void;
}

/**
 * One page of rows. The grid renders all of its cells for any of its properties, and again for the rows that are among
 * them: so it keeps those that it began with, and is given new ones by its own method.
 */
export function TicketRows({ rows, ...props }: Props & { rows: readonly TicketRow[] }) {
  const apiRef = useSortKeys(props.columns, props.order, props.change);
  const [first] = useState(rows);
  const given = useRef(first);
  useEffect(() => {
    if (given.current === rows) return;
    given.current = rows;
    apiRef.current?.setRows([...rows]);
  }, [apiRef, rows]);
  return <RowsGrid {...props} rows={first} rowCount={rows.length} apiRef={apiRef} />;
}

/** It renders only when one of these changes, and then all of its cells. */
const RowsGrid = memo(function RowsGrid(
  props: Props & {
    rows: readonly TicketRow[];
    rowCount: number;
    apiRef: ReturnType<typeof useSortKeys>;
  },
) {
  const { rows, rowCount, isLoading, columns, definitions, order, pageSize, change, onOpen, onPick, apiRef } = props;
  const isTouch = useIsTouch();
  const density = useSettings((settings) => settings.density);
  const setWidth = useSettings((settings) => settings.setWidth);
  // The grid takes a new object for a new sorting.
  const sortModel = useMemo(
    () => order.slice(0, 1).map(({ field, direction }) => ({ field, sort: direction })),
    [order],
  );
  useStickyHeader(apiRef);
  const localeText = useMemo(() => ({ columnHeaderSortIconLabel: say('grid.sort') }), []);
  const paginationModel = useMemo(() => ({ page: 0, pageSize }), [pageSize]);
  return (
    <DataGrid
      apiRef={apiRef}
      rows={rows}
      getRowId={idOf}
      columns={definitions}
      rowCount={rowCount}
      loading={isLoading}
      paginationMode="server"
      paginationModel={paginationModel}
      pageSizeOptions={[pageSize]}
      hideFooter
      sortingMode="server"
      sortModel={sortModel}
      sortingOrder={['asc', 'desc']}
      onSortModelChange={([sort]) => {
        const column = columns.find((id) => id === sort?.field);
        const next = sort?.sort;
        if (column !== undefined && (next === 'asc' || next === 'desc')) {
          change({ type: 'order', order: [{ field: column, direction: next }] });
        }
      }}
      onColumnWidthChange={({ colDef, width }) => {
        const column = columns.find((id) => id === colDef.field);
        if (column !== undefined) setWidth(column, width);
      }}
      onRowClick={({ row }, { target }) => {
        if (!isCellMenuHandle(target)) onOpen(Number(row.id));
      }}
      onCellClick={({ field, row }, { currentTarget, target }) => {
        if (isCellMenuHandle(target)) onPick(currentTarget, field, row);
      }}
      onCellKeyDown={({ field, row }, event) => {
        const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
        if (event.key === 'Enter') onOpen(Number(row.id));
        if (event.key.toLowerCase() === 'f' && isPlain) onPick(event.currentTarget, field, row);
      }}
      localeText={localeText}
      disableColumnFilter
      disableColumnMenu
      disableColumnSelector
      rowSelection={false}
      rowHeight={ROW_HEIGHTS[density]}
      columnHeaderHeight={isTouch ? FINGER : HEADER_HEIGHT}
      slotProps={{
        loadingOverlay: { variant: 'skeleton', noRowsVariant: 'skeleton' },
        cell: {
          // Right click, the menu key and a long press.
          onContextMenu: (event: MouseEvent<HTMLElement>) => {
            event.preventDefault();
            const { currentTarget: cell } = event;
            const id = cell.closest<HTMLElement>('[data-id]')?.dataset.id;
            onPick(cell, cell.dataset.field, apiRef.current?.getRow<TicketRow>(Number(id)) ?? undefined);
          },
        },
      }}
      sx={GRID_STYLE}
      aria-label={say('grid.tickets')}
    />
  );
});

const idOf = (row: TicketRow) => Number(row.id);

const GRID_STYLE = {
  border: 0,
  minHeight: 240,
  '--DataGrid-rowBorderColor': colour('line'),
  '--DataGrid-containerBackground': colour('paper'),
  // Shift-click selects text otherwise.
  '& .MuiDataGrid-columnHeader': { userSelect: 'none' },
  '& .MuiDataGrid-columnHeaderTitle': { fontWeight: 500, fontSize: 12, color: colour('soft') },
  '& .MuiDataGrid-row': { cursor: 'pointer' },
  '& .MuiDataGrid-cell': { position: 'relative' },
  '& .cell-menu': {
    position: 'absolute',
    right: 2,
    top: '50%',
    transform: 'translateY(-50%)',
    px: '6px',
    lineHeight: '20px',
    borderRadius: 1,
    border: `1px solid ${colour('line')}`,
    bgcolor: colour('paper'),
    color: colour('soft'),
    visibility: 'hidden',
    '&::before': { content: '"⋯"' },
  },
  '& .MuiDataGrid-cell--textRight .cell-menu': { right: 'auto', left: 2 },
  '& .MuiDataGrid-cell:hover .cell-menu, & .MuiDataGrid-cell:focus .cell-menu': { visibility: 'visible' },
  '& .filtered .MuiDataGrid-columnHeaderTitle': { color: colour('accent'), fontWeight: 600 },
  '& .filtered .MuiDataGrid-columnHeaderTitle::after': { content: '" •"' },
};
