import Box from '@mui/material/Box';
import { type ColumnId, columnOf, isDocument } from '../../contract/columns/columns';
import { formatTickets } from '../../contract/format/format';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { Cell } from './cells';

/** More would leave each less than a word of room on A4. */
const MOST_COLUMNS = 12;

/** The rows of the grid's page on paper: a plain table with as many of its columns as A4 holds. */
export function PrintedRows(props: {
  rows: readonly TicketRow[];
  total: number;
  columns: readonly ColumnId[];
  asOf: string;
}) {
  const { rows, total, columns, asOf } = props;
  const fitting = columns.filter((id) => !isDocument(id)).slice(0, MOST_COLUMNS);
  const leftOut = columns.filter((id) => !fitting.includes(id)).map((id) => columnOf(id).label);
  return (
    <Box className="printed-rows" sx={{ px: 2, pb: 1.5 }}>
      <p>
        {say('grid.printed', { n: rows.length, tickets: formatTickets(total) })}
        {leftOut.length > 0 && say('grid.notPrinted', { columns: leftOut.join(', ') })}
      </p>
      <Box component="table" sx={TABLE_STYLE}>
        <thead>
          <tr>
            {fitting.map((id) => (
              <th key={id}>{columnOf(id).label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={String(row.id)}>
              {fitting.map((id) => (
                <td key={id}>
                  <Cell column={id} row={row} asOf={asOf} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

const TABLE_STYLE = {
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 9,
  '& th': { textAlign: 'left', verticalAlign: 'bottom', fontWeight: 600, color: colour('soft') },
  '& th, & td': { padding: '3px 5px 3px 0', borderBottom: `1px solid ${colour('line')}`, overflowWrap: 'break-word' },
  '& tr': { breakInside: 'avoid' },
};
