import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { colour } from '../theme/colours';

/** Small parts that charts share. */

export const TICK = { fill: colour('faint'), fontSize: 11 };

export function Swatch({ fill }: { fill: string }) {
  return (
    <i
      aria-hidden="true"
      style={{ display: 'inline-block', width: 9, height: 9, borderRadius: 2, marginRight: 5, background: fill }}
    />
  );
}

/** What the axes count, above them. */
export function AxisUnits({ left, right }: { left: string; right: string }) {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', fontSize: 11, color: colour('faint'), mt: 0.5 }}>
      <span>{left}</span>
      <span>{right}</span>
    </Box>
  );
}

export function TooltipBox({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box
      sx={{
        bgcolor: colour('paper'),
        border: `1px solid ${colour('line')}`,
        borderRadius: 1,
        p: 1,
        fontSize: 12,
        boxShadow: '0 4px 16px rgb(0 0 0 / 14%)',
      }}
    >
      <strong>{title}</strong>
      {children}
    </Box>
  );
}

/** Rows of a tooltip: what, how many, which share. */
export function TooltipRows({
  rows,
}: {
  rows: readonly { key: string; label: ReactNode; count: string; share: string }[];
}) {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'auto auto auto', columnGap: 1.5 }}>
      {rows.map(({ key, label, count, share }) => (
        <Box key={key} sx={{ display: 'contents' }}>
          <span>{label}</span>
          <strong style={{ textAlign: 'right' }}>{count}</strong>
          <span style={{ color: colour('soft'), textAlign: 'right' }}>{share}</span>
        </Box>
      ))}
    </Box>
  );
}
