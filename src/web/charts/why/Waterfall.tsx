import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { formatShare } from '../../../contract/format/format';
import type { Filter } from '../../../contract/query/filters';
import type { ReportResponse } from '../../../contract/responses/reportResponse';
import { colour } from '../../ui/colours';
import { formatPoints } from './points';
import type { Step } from './steps';

type Why = NonNullable<ReportResponse['why']['all']>;

interface Row {
  label: string;
  /** Ends of the bar as rates. */
  from: number;
  to: number;
  fill: string;
  figure: string;
  step?: Step;
}

/** From the rate before to the rate now, a bar for each part. */
export function Waterfall(props: { why: Why; steps: readonly Step[]; onPick(filters: readonly Filter[]): void }) {
  const rows = rowsOf(props.why, props.steps);
  const ends = rows.flatMap(({ from, to }) => [from, to]);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const at = (rate: number) => (most === least ? 0 : ((rate - least) / (most - least)) * 100);
  return (
    <Box
      component="ul"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'fit-content(40%) 1fr auto',
        columnGap: 1,
        m: 0,
        p: 0,
        listStyle: 'none',
      }}
    >
      {rows.map((row) => (
        <Box key={row.label} component="li" sx={LINE_STYLE} title={row.step?.help}>
          <Label row={row} onPick={props.onPick} />
          <Box sx={{ position: 'relative', height: 12 }}>
            <span
              style={{
                position: 'absolute',
                top: 0,
                bottom: 0,
                left: `${at(Math.min(row.from, row.to))}%`,
                width: `${at(Math.max(row.from, row.to)) - at(Math.min(row.from, row.to))}%`,
                minWidth: 2,
                background: row.fill,
              }}
            />
          </Box>
          <span style={{ fontSize: 12, color: colour('soft'), textAlign: 'right' }}>{row.figure}</span>
        </Box>
      ))}
    </Box>
  );
}

const LINE_STYLE = {
  position: 'relative',
  display: 'grid',
  gridColumn: '1 / -1',
  gridTemplateColumns: 'subgrid',
  alignItems: 'center',
  height: 24,
};

function rowsOf({ before, now }: Why, steps: readonly Step[]): Row[] {
  const [start, end] = [before.late / before.n, now.late / now.n];
  // Whole rates begin at zero, unless all of the change would be too small to see.
  const base = Math.max(0, Math.min(start, end) - 3 * reachOf(steps));
  let level = start;
  const parts = steps.map((step) => {
    const from = level;
    level += step.tenths / 1000;
    const fill = colour(step.tenths > 0 ? 'late' : 'met');
    return { label: step.label, from, to: level, fill, figure: formatPoints(step.tenths), step };
  });
  const whole = (label: string, rate: number) => ({
    label,
    from: base,
    to: rate,
    fill: colour('bar'),
    figure: formatShare(rate),
  });
  return [whole('before', start), ...parts, whole('now', end)];
}

function reachOf(steps: readonly Step[]): number {
  return steps.reduce((sum, { tenths }) => sum + Math.abs(tenths) / 1000, 0);
}

function Label({ row, onPick }: { row: Row; onPick(filters: readonly Filter[]): void }) {
  const { label, step, figure } = row;
  const text = <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{label}</span>;
  if (step === undefined) return text;
  return (
    <ButtonBase
      onClick={() => onPick(step.pick)}
      aria-label={`${label}: ${figure} points, ${step.help}. Show only these`}
      sx={{
        font: 'inherit',
        justifyContent: 'start',
        minWidth: 0,
        '&::after': { content: '""', position: 'absolute', inset: 0 },
      }}
    >
      {text}
    </ButtonBase>
  );
}
