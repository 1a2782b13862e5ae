import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import type { ReportView } from '../../contract/query/reportUrl';
import type { PreviewResponse, TicketRow } from '../../contract/responses/ticketResponses';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { dimmed } from '../ui/dimmed';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { Progress } from '../ui/Progress';
import { usePrinting } from '../ui/usePrinting';
import type { ReportChange } from '../url/reportReducer';
import { effectiveOrder } from '../url/requestParameters';
import { CellMenu, type PickedCell, pickCell } from './CellMenu';
import { ColumnsPanel } from './ColumnsPanel';
import { GridFooter } from './GridFooter';
import { useGridDefinitions } from './gridDefinitions';
import { lastPage } from './lastPage';
import { PrintedRows } from './PrintedRows';
import { SearchField } from './SearchField';
import { TicketDrawer } from './TicketDrawer';
import { HEADER_HEIGHT, TicketRows } from './TicketRows';

interface Props {
  preview: UseQueryResult<PreviewResponse>;
  error: Error | null;
  view: ReportView;
  change(change: ReportChange): void;
  columns: readonly ColumnId[];
  visible: readonly ColumnId[];
  asOf: string;
  /** Address of a ticket in the helpdesk, with `{id}` in the place of its id. */
  ticketUrl: string | null;
}

/** The matching tickets, paged and sorted by the server: the grid itself only knows one page. */
export function TicketGrid(props: Props) {
  const { preview, view, change, columns, visible, asOf, ticketUrl } = props;
  const [opened, setOpened] = useState<number | null>(null);
  const rows = preview.data?.data ?? NO_ROWS;
  const ids = useMemo(() => rows.map(({ id }) => Number(id)), [rows]);
  const close = useCallback(() => setOpened(null), []);
  const choose = useCallback(
    (chosen: ColumnId[] | undefined) => change({ type: 'columns', columns: chosen }),
    [change],
  );
  const search = (words: string | undefined) => change({ type: 'search', search: words });
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={say('grid.tickets')}
      aria-busy={preview.isPlaceholderData || preview.isFetching}
      sx={{ borderRadius: 2, overflow: 'hidden', ...openedRow(opened) }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, px: 2, py: 1 }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {say('grid.tickets')}
        </Typography>
        <SearchField search={view.query.search ?? ''} onSearch={search} />
        <ColumnsPanel columns={columns} visible={visible} chosen={view.query.columns !== undefined} onChange={choose} />
      </Box>
      <Rows {...props} onOpen={setOpened} />
      <TicketDrawer
        id={opened}
        view={view}
        change={change}
        asOf={asOf}
        visible={visible}
        ids={ids}
        ticketUrl={ticketUrl}
        onShow={setOpened}
        onClose={close}
      />
    </Paper>
  );
}

/** Marks the row of the ticket that is open, by a style: the grid would render all of its cells for it. */
function openedRow(id: number | null) {
  return id === null ? {} : { [`& .MuiDataGrid-row[data-id="${id}"]`]: { bgcolor: colour('accent-bg') } };
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
        title={say('grid.noPage', { page: view.page })}
        action={{
          label: say('grid.toLast', { page: last }),
          run: () => change({ type: 'page', page: last }),
        }}
      >
        {say('grid.noPage.why')}
      </Notice>
    );
  }
  // While another page is on its way the old rows stand under the new page's number: dimmed, with a bar above.
  return (
    <>
      <Box sx={{ position: 'relative' }}>
        {isPlaceholderData && <Progress label={say('grid.loading')} sx={PROGRESS_STYLE} />}
        <Box sx={dimmed(isPlaceholderData, 'paper')}>
          <OnePage {...props} />
        </Box>
      </Box>
      {data !== undefined && <GridFooter view={view} total={shownTotal(data.total, view)} change={change} />}
    </>
  );
}

/** Never fewer than the page needs: an old total may belong to other filters. */
function shownTotal(total: number, { page, pageSize }: ReportView): number {
  return Math.max(total, (page - 1) * pageSize + 1);
}

const NO_ROWS: readonly TicketRow[] = [];

function OnePage({ preview, view, change, columns, asOf, onOpen }: Props & { onOpen(id: number): void }) {
  const { data, isPlaceholderData } = preview;
  // The grid renders all of its cells anew with any of its properties: those of the rows change when the rows do.
  const shown = useRef({ filters: view.query.filters, asOf });
  if (!isPlaceholderData) shown.current = { filters: view.query.filters, asOf };
  const order = useUnchanged(effectiveOrder(view.query));
  const definitions = useGridDefinitions(columns, shown.current.filters, order, shown.current.asOf);
  const [picked, setPicked] = useState<PickedCell | null>(null);
  const isPrinting = usePrinting();
  const pick = useCallback(
    (anchor: HTMLElement, field: string | undefined, row: TicketRow | undefined) => {
      const column = columns.find((id) => id === field);
      if (column !== undefined && row !== undefined) setPicked(pickCell(anchor, column, row));
    },
    [columns],
  );
  return (
    <>
      <TicketRows
        rows={data?.data ?? NO_ROWS}
        isLoading={data === undefined}
        columns={columns}
        definitions={definitions}
        order={order}
        pageSize={view.pageSize}
        change={change}
        onOpen={onOpen}
        onPick={pick}
      />
      {isPrinting && (
        <PrintedRows rows={data?.data ?? NO_ROWS} total={data?.total ?? 0} columns={columns} asOf={asOf} />
      )}
      <CellMenu picked={picked} filters={view.query.filters} change={change} onClose={() => setPicked(null)} />
    </>
  );
}

/** The same object as long as what it says is the same. */
function useUnchanged<T>(value: T): T {
  const last = useRef(value);
  if (JSON.stringify(last.current) !== JSON.stringify(value)) last.current = value;
  return last.current;
}

/** Where the grid's own bar would be, below the headers. */
const PROGRESS_STYLE = { position: 'absolute', top: HEADER_HEIGHT, zIndex: 1 };
