import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { DataGrid, type GridColDef } from '@mui/x-data-grid';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { PreviewAnswer, TicketRow } from '../../contract/answers';
import { type ColumnId, columnOf } from '../../contract/columns';
import { PAGE_SIZES, type ReportView } from '../../contract/reportUrl';
import { FailureNotice } from '../app/FailureNotice';
import { Notice } from '../app/Notice';
import { useSettings } from '../app/settingsStore';
import type { ReportChange } from '../report/reportReducer';
import { effectiveOrder } from '../report/requestParameters';
import { colour } from '../theme/colours';
import { ColumnsPanel } from './ColumnsPanel';
import { Cell } from './cells';
import { TicketDrawer } from './TicketDrawer';

interface Props {
  preview: UseQueryResult<PreviewAnswer>;
  view: ReportView;
  change(change: ReportChange): void;
  columns: readonly ColumnId[];
  visible: readonly ColumnId[];
  asOf: string;
}

/** The matching tickets, paged and sorted by the server: the grid itself only knows one page. */
export function TicketGrid({ preview, view, change, columns, visible, asOf }: Props) {
  const { data, error, isFetching, isPlaceholderData, refetch } = preview;
  const [opened, setOpened] = useState<number | null>(null);
  const definitions = useColumnDefinitions(columns, view, asOf);
  const setWidth = useSettings((settings) => settings.setWidth);
  const { field, direction } = effectiveOrder(view.query);
  // The grid takes a new object for a new sorting, and would go back to its first page.
  const sortModel = useMemo(() => [{ field, sort: direction }], [field, direction]);
  const paginationModel = useMemo(() => ({ page: view.page - 1, pageSize: view.pageSize }), [view.page, view.pageSize]);
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label="Tickets"
      aria-busy={isPlaceholderData || isFetching}
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
      {error === null ? (
        <DataGrid
          rows={data?.data ?? []}
          getRowId={(row: TicketRow) => Number(row.id)}
          columns={definitions}
          rowCount={data?.total ?? 0}
          loading={isFetching && (data === undefined || isPlaceholderData)}
          paginationMode="server"
          sortingMode="server"
          pageSizeOptions={[...PAGE_SIZES]}
          paginationModel={paginationModel}
          onPaginationModelChange={({ page, pageSize }) => {
            const size = PAGE_SIZES.find((each) => each === pageSize);
            if (size !== undefined && size !== view.pageSize) change({ type: 'pageSize', pageSize: size });
            else if (page !== view.page - 1) change({ type: 'page', page: page + 1 });
          }}
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
          onRowClick={({ row }) => setOpened(Number(row.id))}
          onCellKeyDown={({ row }, event) => {
            if (event.key === 'Enter') setOpened(Number(row.id));
          }}
          disableColumnFilter
          disableColumnMenu
          disableColumnSelector
          disableRowSelectionOnClick
          rowHeight={36}
          columnHeaderHeight={38}
          slots={{ noRowsOverlay: NoRows }}
          sx={GRID_STYLE}
          aria-label="Tickets"
        />
      ) : (
        <FailureNotice error={error} retry={() => void refetch()} />
      )}
      {error === null && data?.total === 0 && view.query.filters.length > 0 && (
        <Box sx={{ textAlign: 'center', pb: 3 }}>
          <Button onClick={() => change({ type: 'filters', filters: [] })}>Clear all filters</Button>
        </Box>
      )}
      <TicketDrawer id={opened} view={view} asOf={asOf} visible={visible} onClose={() => setOpened(null)} />
    </Paper>
  );
}

const GRID_STYLE = {
  border: 0,
  '--DataGrid-rowBorderColor': colour('line'),
  '--DataGrid-containerBackground': colour('paper'),
  '& .MuiDataGrid-columnHeaderTitle': { fontWeight: 500, fontSize: 12, color: colour('soft') },
  '& .MuiDataGrid-row': { cursor: 'pointer' },
  '& .filtered .MuiDataGrid-columnHeaderTitle': { color: colour('accent'), fontWeight: 600 },
};

function NoRows() {
  return <Notice title="No tickets match">Loosen or remove a filter above.</Notice>;
}

const WIDTH: Partial<Record<ColumnId, number>> = {
  id: 130,
  allTags: 260,
  rawData: 260,
  topic: 170,
  subTopic: 180,
  email: 210,
};

function useColumnDefinitions(columns: readonly ColumnId[], view: ReportView, asOf: string): GridColDef<TicketRow>[] {
  const widths = useSettings((settings) => settings.widths);
  const { filters } = view.query;
  return useMemo(
    () =>
      columns.map((id) => {
        const { label, kind } = columnOf(id);
        const numeric = kind === 'integer' && id !== 'id';
        return {
          field: id,
          headerName: label,
          width: widths[id] ?? WIDTH[id] ?? (kind === 'timestamp' ? 165 : 140),
          align: numeric ? 'right' : 'left',
          headerAlign: numeric ? 'right' : 'left',
          // A filtered column is marked, so that nobody takes its rows for all rows.
          headerClassName: filters.some((filter) => filter.key === id) ? 'filtered' : '',
          renderCell: ({ row }) => <Cell column={id} row={row} asOf={asOf} />,
        } satisfies GridColDef<TicketRow>;
      }),
    [columns, widths, filters, asOf],
  );
}
