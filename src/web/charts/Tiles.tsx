import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import type { ReactNode } from 'react';
import type { Filter } from '../../contract/filters';
import { formatCount, formatDay, formatDuration, formatShare } from '../../contract/format';
import type { ReportAnswer } from '../../contract/reportAnswer';
import { type BreachBase, breachRate } from '../../contract/sla';
import { colour } from '../theme/colours';
import { type Change, countChange, durationChange, shareChange } from './changes';
import { PICK_NOT_CLOSED, pickBreached, pickState } from './pickedFilters';
import { BASE_LABEL, BREACH_FORMULA } from './states';

interface Props {
  report: ReportAnswer;
  base: BreachBase;
  onBaseChange(base: BreachBase): void;
  onPick(picked: readonly Filter[]): void;
}

/** The headline figures, each with its n and the change against the period before. */
export function Tiles({ report, base, onBaseChange, onPick }: Props) {
  const { total, states, backlog, timeToClose, previous } = report;
  const rate = breachRate(states, base);
  const other: BreachBase = base === 'all' ? 'closed' : 'all';
  const before = previous === null ? null : breachRate(previous.states, base);
  const pick = (picked: readonly Filter[]) => () => onPick(picked);
  const { percentiles, n } = timeToClose;
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label="Figures"
      sx={{
        borderRadius: 2,
        display: 'grid',
        gridTemplateColumns: { xs: '1fr 1fr', md: 'repeat(3, 1fr)', lg: 'repeat(6, 1fr)' },
        gap: '1px',
        bgcolor: colour('line'),
        overflow: 'hidden',
        mb: 1.5,
      }}
    >
      <Tile
        title="Tickets"
        value={formatCount(total)}
        change={countChange(total, previous?.total)}
        note={periodWords(previous)}
      />
      <Tile
        title="Not closed"
        value={formatCount(backlog.notClosed)}
        note={`n = ${formatCount(total)}`}
        change={countChange(backlog.notClosed, previous?.notClosed)}
        onPick={pick(PICK_NOT_CLOSED)}
      />
      <Tile
        title="Overdue, not closed"
        value={formatCount(states.breachedOpen)}
        note={`n = ${formatCount(backlog.notClosed)}`}
        change={countChange(states.breachedOpen, previous?.states.breachedOpen, 'bad')}
        onPick={pick(pickState('breachedOpen'))}
      />
      <Tile
        title={base === 'all' ? 'Breach rate' : 'Breach rate, closed only'}
        value={formatShare(rate.rate)}
        note={
          <>
            {formatCount(rate.breached)} of {formatCount(rate.of)} ·{' '}
            <Link component="button" color="inherit" onClick={() => onBaseChange(other)} title={BREACH_FORMULA[other]}>
              {BASE_LABEL[other]} {formatShare(breachRate(states, other).rate)}
            </Link>
          </>
        }
        change={shareChange(rate.rate, before?.rate ?? null)}
        help={BREACH_FORMULA[base]}
        onPick={pick(pickBreached(base))}
      />
      <Tile
        title="Median time to close"
        value={percentiles === null ? '–' : formatDuration(percentiles.p50, 2)}
        note={`calendar time · n = ${formatCount(n)}`}
        change={durationChange(percentiles?.p50, previous?.timeToClose.p50)}
        help="Half of the closed tickets were closed within this calendar time"
      />
      <Tile
        title="90 % closed within"
        value={percentiles === null ? '–' : formatDuration(percentiles.p90, 2)}
        note={`calendar time · n = ${formatCount(n)}`}
        change={durationChange(percentiles?.p90, previous?.timeToClose.p90)}
        help="Calendar time, of the tickets that are closed"
      />
    </Paper>
  );
}

function periodWords(previous: ReportAnswer['previous']): string {
  if (previous === null) return '';
  return `against ${formatDay(previous.from)} – ${formatDay(previous.to)}`;
}

function Tile(props: {
  title: string;
  value: string;
  note: ReactNode;
  change: Change | null;
  help?: string;
  onPick?: () => void;
}) {
  const { title, value, note, change, help, onPick } = props;
  return (
    <Box sx={{ bgcolor: colour('paper'), px: 2, py: 1.5, minWidth: 0 }} title={help}>
      <Box sx={{ fontSize: 12, fontWeight: 500, color: colour('soft') }}>{title}</Box>
      <ButtonBase
        component={onPick === undefined ? 'div' : 'button'}
        disabled={onPick === undefined}
        onClick={onPick}
        aria-label={onPick === undefined ? undefined : `${title}: ${value}. Show only these`}
        sx={{
          font: 'inherit',
          fontSize: 25,
          lineHeight: '34px',
          fontWeight: 600,
          letterSpacing: '-.02em',
          textAlign: 'left',
        }}
      >
        {value}
      </ButtonBase>
      <Box sx={{ fontSize: 12, color: colour('faint') }}>
        {change !== null && (
          <span style={{ color: change.tone === 'neutral' ? 'inherit' : colour(change.tone) }}>{change.words}</span>
        )}
        {change !== null && note !== '' && ' · '}
        {note}
      </Box>
    </Box>
  );
}
