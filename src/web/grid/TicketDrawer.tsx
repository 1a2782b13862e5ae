import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { memo, useState } from 'react';
import { type ColumnId, columnOf, isDocument } from '../../contract/columns/columns';
import { formatTime } from '../../contract/format/format';
import type { ReportView } from '../../contract/query/reportUrl';
import { say } from '../../contract/texts/texts';
import { getPreview } from '../api/client';
import { colour } from '../ui/colours';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { SideSheet } from '../ui/SideSheet';
import { useSettledError } from '../ui/useSettledError';
import type { ReportChange } from '../url/reportReducer';
import { CellMenu, type PickedCell } from './CellMenu';
import { cellText, wholeText } from './cellText';
import { deadlineOf } from './deadline';
import { fieldGroups } from './fieldGroups';
import { JsonTree } from './JsonTree';
import { TicketActions } from './TicketActions';
import { TicketTimeLine } from './TicketTimeLine';

interface Props {
  id: number | null;
  view: ReportView;
  change(change: ReportChange): void;
  asOf: string;
  visible: readonly ColumnId[];
  /** Tickets of the grid's page. */
  ids: readonly number[];
  /** Address of a ticket in the helpdesk, with `{id}` in the place of its id. */
  ticketUrl: string | null;
  onShow(id: number): void;
  onClose(): void;
}

/** One ticket in full: its way through time, every visible field, and the raw data as a folded tree. */
export const TicketDrawer = memo(function TicketDrawer(props: Props) {
  const { id, view, change, asOf, visible, ids, ticketUrl, onShow, onClose } = props;
  const changeAndClose = (next: ReportChange) => {
    onClose();
    change(next);
  };
  return (
    <SideSheet
      isOpen={id !== null}
      title={say('grid.ticket', { id: id ?? '' })}
      closeLabel={say('grid.close')}
      width={480}
      isBeside
      actions={
        id !== null && (
          <TicketActions
            id={id}
            ids={ids}
            view={view}
            helpdeskUrl={ticketUrl?.replaceAll('{id}', String(id))}
            onShow={onShow}
          />
        )
      }
      onClose={onClose}
    >
      {id !== null && <TicketDetails id={id} view={view} change={changeAndClose} asOf={asOf} visible={visible} />}
    </SideSheet>
  );
});

type DetailsProps = Pick<Props, 'view' | 'change' | 'asOf' | 'visible'> & { id: number };

function TicketDetails({ id, view, change, asOf, visible }: DetailsProps) {
  const { asLevel } = view.query;
  const ticket = useQuery({
    queryKey: ['ticket', id, asOf, asLevel, visible],
    queryFn: ({ signal }) =>
      getPreview(
        {
          query: {
            filters: [{ key: 'id', comparator: '=', value: id }],
            asOf,
            columns: [...visible],
            ...(asLevel === undefined ? {} : { asLevel }),
          },
        },
        signal,
      ),
  });
  const error = useSettledError(ticket);
  const [picked, setPicked] = useState<PickedCell | null>(null);
  if (error !== null) return <FailureNotice error={error} retry={() => void ticket.refetch()} />;
  if (ticket.data === undefined) return <Notice title={say('grid.ticket.loading')} />;
  const [row] = ticket.data.data;
  if (row === undefined) return <Notice title={say('grid.ticket.gone')} />;
  return (
    <>
      {typeof row.subject === 'string' && <Typography sx={{ fontSize: 15, fontWeight: 600 }}>{row.subject}</Typography>}
      <TicketTimeLine row={row} />
      {fieldGroups(visible).map(({ name, columns }) => (
        <section key={name} aria-label={say(`grid.group.${name}`)}>
          <Typography component="h3" sx={{ fontSize: 12, fontWeight: 600, color: colour('soft'), mb: 0.5 }}>
            {say(`grid.group.${name}`)}
          </Typography>
          <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: '40% 1fr 28px', gap: '4px 12px', m: 0 }}>
            {columns.map((column) => (
              <Field
                key={column}
                column={column}
                value={row[column] ?? null}
                words={column === 'againstDeadline' ? deadlineOf(row)?.words : undefined}
                asOf={asOf}
                onPick={(anchor, value) => setPicked({ anchor, column, cells: [{ key: column, value }] })}
              />
            ))}
          </Box>
        </section>
      ))}
      <CellMenu picked={picked} filters={view.query.filters} change={change} onClose={() => setPicked(null)} />
      {visible.filter(isDocument).map((column) => (
        <Document key={column} column={column} text={row[column]} />
      ))}
    </>
  );
}

function Field(props: {
  column: ColumnId;
  value: string | number | null;
  /** Instead of a number with a sign. */
  words: string | undefined;
  asOf: string;
  onPick(anchor: HTMLElement, value: string | number | null): void;
}) {
  const { column, value, words, asOf, onPick } = props;
  const { label } = columnOf(column);
  return (
    <>
      <dt style={{ color: colour('soft') }}>{label}</dt>
      <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>
        {value === null ? '–' : <FieldText column={column} value={value} words={words} asOf={asOf} />}
      </dd>
      <dd style={{ margin: 0 }}>
        <IconButton
          aria-label={say('grid.filterByField', { column: label })}
          aria-haspopup="menu"
          title={say('grid.filterByThis')}
          size="small"
          sx={{ p: 0, width: 24, height: 20, fontSize: 14, color: colour('soft') }}
          onClick={(event) => onPick(event.currentTarget, value)}
        >
          ⋯
        </IconButton>
      </dd>
    </>
  );
}

/** Here there is room: for the whole time, and for the stored number of seconds beside its words. */
function FieldText(props: { column: ColumnId; value: string | number; words: string | undefined; asOf: string }) {
  const { column, value, words, asOf } = props;
  const facts = columnOf(column);
  if (facts.kind === 'timestamp') return formatTime(String(value), true);
  const text = words ?? cellText(column, value, asOf);
  if (facts.kind !== 'integer' || facts.unit !== 'seconds') return text;
  return (
    <>
      {text}
      <Box component="small" title={wholeText(column, value)} sx={{ ml: 1, color: colour('faint') }}>
        {say('format.duration.s', { n: Number(value) })}
      </Box>
    </>
  );
}

function Document({ column, text }: { column: ColumnId; text: string | number | null | undefined }) {
  return (
    <div>
      <Typography variant="h2" component="h3">
        {columnOf(column).label}
      </Typography>
      {typeof text === 'string' ? <JsonTree text={text} /> : '–'}
    </div>
  );
}
