import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import type { Filter } from '../../../contract/query/filters';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import type { Cell, ChartTable } from './chartTable';

/** The numbers behind a chart. Each count is a button with the filters of the chart's mark. */
export function NumbersTable(props: { table: ChartTable; name: string; onPick(filters: readonly Filter[]): void }) {
  const { table, name, onPick } = props;
  return (
    <Box
      tabIndex={0}
      role="region"
      aria-label={say('chart.card.numbers', { name })}
      sx={{
        maxHeight: 260,
        overflow: 'auto',
        fontSize: 12,
        '& table': { width: '100%', borderCollapse: 'collapse' },
        '& th, & td': { padding: '3px 10px 3px 0', textAlign: 'right', whiteSpace: 'nowrap', fontWeight: 400 },
        '& th:first-of-type': { textAlign: 'left' },
        '& thead th': {
          position: 'sticky',
          top: 0,
          bgcolor: colour('paper'),
          color: colour('soft'),
          fontWeight: 500,
        },
        '& tbody tr > *': { borderTop: `1px solid ${colour('line')}` },
      }}
    >
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([head, ...cells]) => (
            <tr key={head?.text}>
              <th scope="row">{head?.text}</th>
              {cells.map((cell, index) => (
                <td key={table.columns[index + 1]}>
                  <Figure cell={cell} onPick={onPick} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}

/** A count of zero is no button. */
function Figure({ cell, onPick }: { cell: Cell; onPick(filters: readonly Filter[]): void }) {
  const { pick, text, value } = cell;
  if (pick === undefined || value === 0) return text;
  return (
    <Link component="button" color="inherit" underline="hover" sx={{ fontSize: 12 }} onClick={() => onPick(pick)}>
      {text}
    </Link>
  );
}
