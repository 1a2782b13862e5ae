import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { type ReactNode, useId, useState } from 'react';
import { colour } from '../theme/colours';

/** The numbers behind a chart, for screen readers and for copying. */
export interface ChartTable {
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

/** A card with a title, its n, a chart, and the same numbers as a table. */
export function ChartCard(props: {
  title: ReactNode;
  /** What was counted and what was left out. */
  note: string;
  actions?: ReactNode;
  table: ChartTable;
  /** Shown in the place of the chart when there is nothing to draw. */
  empty: string | undefined;
  children: ReactNode;
}) {
  const { title, note, actions, table, empty, children } = props;
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-labelledby={id}
      sx={{ borderRadius: 2, px: 2, py: 1.5, minWidth: 0 }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 1, mb: 0.5 }}>
        <Typography variant="h2" id={id} sx={{ flex: { xs: 1, sm: 'none' } }}>
          {title}
        </Typography>
        <Typography
          variant="body2"
          sx={{ color: colour('faint'), flex: { xs: '1 0 100%', sm: '1 1 0' }, order: { xs: 1, sm: 0 } }}
        >
          {note}
        </Typography>
        {actions}
        <Button
          variant="text"
          size="small"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
          sx={{ height: 24, px: 1 }}
        >
          {asTable ? 'Chart' : 'Table'}
        </Button>
      </Box>
      {asTable ? <NumbersTable table={table} /> : empty === undefined ? children : <EmptyChart text={empty} />}
    </Paper>
  );
}

function EmptyChart({ text }: { text: string }) {
  return (
    <Box sx={{ display: 'grid', placeItems: 'center', minHeight: 160, color: colour('soft') }}>
      <Typography>{text}</Typography>
    </Box>
  );
}

function NumbersTable({ table }: { table: ChartTable }) {
  const copy = () => void navigator.clipboard.writeText(toCsv(table)).catch(() => undefined);
  return (
    <>
      <Box sx={{ maxHeight: 260, overflow: 'auto' }} tabIndex={0} role="region" aria-label="Numbers">
        <table style={{ width: '100%', borderCollapse: 'collapse', fontSize: 12 }}>
          <thead>
            <tr>
              {table.columns.map((name) => (
                <th key={name} scope="col" style={{ textAlign: 'left', color: colour('soft'), fontWeight: 500 }}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={String(row[0])}>
                {row.map((cell, index) => (
                  <td key={table.columns[index]} style={{ borderTop: `1px solid ${colour('line')}`, padding: '3px 0' }}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Box>
      <Button size="small" onClick={copy} sx={{ mt: 1, height: 24 }}>
        Copy as csv
      </Button>
    </>
  );
}

function toCsv({ columns, rows }: ChartTable): string {
  const cell = (value: string | number) =>
    typeof value === 'number' ? String(value) : `"${value.replaceAll('"', '""')}"`;
  return [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}
