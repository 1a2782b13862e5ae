import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { columnOf, type StoredColumnId, valueLabel } from '../../contract/columns/columns';
import { formatTime } from '../../contract/format/format';
import type { ImportPreview } from '../../contract/responses/importResponses';
import { describeOperand } from '../../contract/sentences/describeFilter';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';

/** The first tickets. */
export function FirstRows({ preview, fileNames }: { preview: ImportPreview; fileNames: readonly string[] }) {
  const { tickets, columns } = preview;
  const shown = columns.filter((id) => tickets.some((ticket) => ticket[id] !== undefined));
  return (
    <>
      {fileNames.length > 1 && tickets.length > 0 && (
        <Typography variant="h2" component="h3" sx={{ overflowWrap: 'anywhere' }}>
          {say('import.firstRowsOf', { file: fileNames[0] ?? '' })}
        </Typography>
      )}
      {tickets.length > 0 && (
        // Scrolls by keyboard as well.
        <Box component="section" aria-label={say('import.firstRows')} tabIndex={0} sx={SCROLL_STYLE}>
          <Table size="small">
            <TableHead>
              <TableRow>
                {shown.map((id) => (
                  <TableCell key={id}>{columnOf(id).label}</TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {tickets.map((ticket) => (
                <TableRow key={ticket.id}>
                  {shown.map((id) => (
                    <TableCell key={id} sx={CELL_STYLE}>
                      {cellWords(id, ticket[id] ?? '')}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
    </>
  );
}

/** As the page says it once it is stored. */
function cellWords(id: StoredColumnId, value: string | number): string {
  if (typeof value === 'number') return describeOperand(id, value);
  return columnOf(id).kind === 'timestamp' ? formatTime(value, true) : valueLabel(id, value);
}

const SCROLL_STYLE = { overflowX: 'auto', border: `1px solid ${colour('line')}`, borderRadius: 1 };
const CELL_STYLE = { whiteSpace: 'nowrap', maxWidth: 220, overflow: 'hidden', textOverflow: 'ellipsis' };
