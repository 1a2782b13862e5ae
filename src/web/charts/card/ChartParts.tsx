import Box from '@mui/material/Box';
import { type ReactNode, useContext } from 'react';
import { formatCount } from '../../../contract/format/numbers';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { ReportSourceContext } from '../reportSource';

/** Small parts that charts share. */

export const TICK = { fill: colour('faint'), fontSize: 11 };

export const LEGEND_STYLE = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 1.75,
  fontSize: 12,
  color: colour('soft'),
};

/** Recharts draws bars at 300 and lines at 400. */
export const ABOVE_BARS = 1200;

export function Swatch({ fill }: { fill: string }) {
  return (
    <i
      aria-hidden="true"
      data-swatch
      style={{ display: 'inline-block', width: 9, height: 9, borderRadius: 2, marginRight: 5, background: fill }}
    />
  );
}

/** `n = 5,007`, with spaces that do not break. */
export function formatN(n: number): string {
  return `n\u00a0=\u00a0${formatCount(n)}`;
}

/**
 * The area of a chart with axes, at least `minHeight` pixels high and higher where the neighbouring card is.
 * While bars are selected, the label of the selection replaces the tooltip; and wherever bars are told of in the plot,
 * what is written at one gives way to it.
 */
export function ChartArea({
  minHeight,
  children,
}: {
  minHeight: number | { xs: number; lg: number };
  children: ReactNode;
}) {
  return (
    <Box
      sx={{
        position: 'relative',
        minHeight,
        maxHeight: 420,
        flex: '1000 0 auto',
        '&:has([data-selecting]) .recharts-tooltip-wrapper, &:has([role=group] text) .signal': { display: 'none' },
        // As high as what was drawn for the screen is at the paper's width.
        '@media print': { minHeight: 0, maxHeight: 'none', flex: 'none' },
      }}
    >
      <Box sx={{ position: 'absolute', inset: 0, '@media print': { position: 'static' } }}>{children}</Box>
    </Box>
  );
}

/** Units of the axes, above them. */
export function AxisUnits({ left, right }: { left: string; right: string }) {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', fontSize: 11, color: colour('faint'), mt: 0.5 }}>
      <span>{left}</span>
      <span>{right}</span>
    </Box>
  );
}

/** What a mark tells who points at it; and what a click does, until one was made. What a tap does is told by a toast. */
export function TooltipBox({ title, children }: { title: string; children: ReactNode }) {
  const isNew = useContext(ReportSourceContext)?.isNew === true;
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
      {isNew && (
        <Box sx={{ color: colour('accent'), mt: 0.5, '@media (pointer: coarse)': { display: 'none' } }}>
          {say('chart.hint')}
        </Box>
      )}
    </Box>
  );
}

/** Rows of a tooltip. */
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
