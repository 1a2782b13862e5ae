import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { DataGrid } from '@mui/x-data-grid';
import type { UseQueryResult } from '@tanstack/react-query';
import { type MouseEvent, useMemo, useState } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import { formatCount } from '../../contract/format/format';
import type { ReportView } from '../../contract/query/reportUrl';
import type { PreviewResponse, TicketRow } from '../../contract/responses/ticketResponses';
import { useSettings } from '../settings/settingsStore';
import { colour } from '../ui/colours';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import type { ReportChange } from '../url/reportReducer';
import { effectiveOrder } from '../url/requestParameters';
import { CellMenu, type PickedCell, pickCell } from './CellMenu';
import { ColumnsPanel } from './ColumnsPanel';
import { isCellMenuHandle } from './cells';
import { GridFooter } from './GridFooter';
import { useGridDefinitions } from './gridDefinitions';
import { lastPage } from './lastPage';
import { TicketDrawer } from './TicketDrawer';

interface Props {
  preview: UseQueryResult<PreviewResponse>;
  error: Error | null;
  view: ReportView;
  change(change: ReportChange): void;
  columns: readonly ColumnId[];
  visible: readonly ColumnId[];
  asOf: string;
}

/** The matching tickets, paged and sorted by the server: the grid itself only knows one page. */
export function TicketGrid(props: Props) {
  const { preview, view, change, columns, visible, asOf } = props;
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label="Tickets"
      aria-busy={preview.isPlaceholderData || preview.isFetching}
      sx={{ borderRadius: 2, overflow: 'hidden' }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, py: 1 }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          Tickets
        </Typography>
        <ColumnsPanel
          columns={columns}
          visible={visible}
          chosen={view.query.columns !== undefined}
          onChange={(chosen) => change({ type: 'columns', columns: chosen })}
        />
      </Box>
      <Rows {...props} onOpen={setOpened} />
      <TicketDrawer
        id={opened}
        view={view}
        change={change}
        asOf={asOf}
        visible={visible}
        onClose={() => setOpened(null)}
      />
    </Paper>
  );
}

/** One page of rows, or what is in their way. */
function Rows(props: Props & { onOpen(id: number): void }) {
  const { preview, error, view, change } = props;
  const { data, refetch, isPlaceholderData } = preview;
  if (error !== null) return <FailureNotice error={error} retry={() => void refetch()} />;
  const last = data === undefined || isPlaceholderData ? view.page : lastPage(data.total, view.pageSize);
  if (view.page > last) {
    return (
      <Notice
        title={`There is no page ${formatCount(view.page)}`}
        action={{
          label: `Go to page ${formatCount(last)}, the last one`,
          run: () => change({ type: 'page', page: last }),
        }}
      >
        The link may be older than the tickets.
      </Notice>
    );
  }
  // While another page is on its way the old rows stand under the new page's number: dimmed, with a bar above.
  return (
    <>
      <Box sx={{ opacity: isPlaceholderData ? 0.55 : 1 }}>
        <OnePage {...props} />
      </Box>
      {data !== undefined && <GridFooter view={view} total={shownTotal(data.total, view)} change={change} />}
    </>
  );
}

/** Never fewer than the page needs: an old total may belong to other filters. */
function shownTotal(total: number, { page, pageSize }: ReportView): number {
  return Math.max(total, (page - 1) * pageSize + 1);
}

function OnePage({ preview, view, change, columns, asOf, onOpen }: Props & { onOpen(id: number): void }) {
  const { data, isPlaceholderData } = preview;
  const definitions = useGridDefinitions(columns, view.query.filters, asOf);
  const setWidth = useSettings((settings) => settings.setWidth);
  const { field, direction } = effectiveOrder(view.query);
  // The grid takes a new object for a new sorting.
  const sortModel = useMemo(() => [{ field, sort: direction }], [field, direction]);
  const paginationModel = useMemo(() => ({ page: 0, pageSize: view.pageSize }), [view.pageSize]);
  const rows = data?.data ?? [];
  const [picked, setPicked] = useState<PickedCell | null>(null);
  const pick = (anchor: HTMLElement, field: string | undefined, row: TicketRow | undefined) => {
    const column = columns.find((id) => id === field);
    if (column !== undefined && row !== undefined) setPicked(pickCell(anchor, column, row));
  };
  return (
    <>
      <DataGrid
        rows={rows}
        getRowId={(row: TicketRow) => Number(row.id)}
        columns={definitions}
        rowCount={rows.length}
        loading={data === undefined || isPlaceholderData}
        paginationMode="server"
        paginationModel={paginationModel}
        pageSizeOptions={[view.pageSize]}
        hideFooter
        sortingMode="server"
        sortModel={sortModel}
        sortingOrder={['asc', 'desc']}
        onSortModelChange={([sort]) => {
          const column = columns.find((id) => id === sort?.field);
          const next = sort?.sort;
          if (column !== undefined && (next === 'asc' || next === 'desc')) {
            change({ type: 'order', order: { field: column, direction: next } });
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
          if (isCellMenuHandle(target)) pick(currentTarget, field, row);
        }}
        onCellKeyDown={({ field, row }, event) => {
          const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
          if (event.key === 'Enter') onOpen(Number(row.id));
          if (event.key.toLowerCase() === 'f' && isPlain) pick(event.currentTarget, field, row);
        }}
        disableColumnFilter
        disableColumnMenu
        disableColumnSelector
        disableRowSelectionOnClick
        rowHeight={36}
        columnHeaderHeight={38}
        slotProps={{
          loadingOverlay: { variant: 'linear-progress', noRowsVariant: 'skeleton' },
          cell: {
            // Right click, the menu key and a long press.
            onContextMenu: (event: MouseEvent<HTMLElement>) => {
              event.preventDefault();
              const { currentTarget: cell } = event;
              const id = cell.closest<HTMLElement>('[data-id]')?.dataset.id;
              pick(
                cell,
                cell.dataset.field,
                rows.find((row) => String(row.id) === id),
              );
            },
          },
        }}
        sx={GRID_STYLE}
        aria-label="Tickets"
      />
      <CellMenu picked={picked} filters={view.query.filters} change={change} onClose={() => setPicked(null)} />
    </>
  );
}

const GRID_STYLE = {
  border: 0,
  minHeight: 240,
  '--DataGrid-rowBorderColor': colour('line'),
  '--DataGrid-containerBackground': colour('paper'),
  '& .MuiDataGrid-columnHeaderTitle': { fontWeight: 500, fontSize: 12, color: colour('soft') },
  '& .MuiDataGrid-row': { cursor: 'pointer' },
  '& .MuiDataGrid-cell': { position: 'relative' },
  '& .cell-menu': {
    position: 'absolute',
    right: 2,
    top: 7,
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
