import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import { type ReactNode, useState } from 'react';
import { formatDuration, formatShare } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import type { Filter } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { describeComparison, describeNoComparison, formatComparedPeriod } from '../../contract/sentences/formatPeriods';
import { PICK_NOT_CLOSED, pickBreached, pickState } from '../../contract/sentences/pickedFilters';
import { type BreachBase, breachRate, SMALL_N } from '../../contract/sla';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { formatN } from './card/ChartParts';
import { Help } from './card/Help';
import { badChange, type Change, countChange, durationChange, rateChange, totalChange } from './changes';
import { describeCountBefore } from './describeBefore';
import { describeRate } from './describeRate';
import { describeNotReached } from './reached';
import { isSmall } from './states';

interface Props {
  report: ReportResponse;
  base: BreachBase;
  onBaseChange(base: BreachBase): void;
  onPick(picked: readonly Filter[]): void;
}

/** The headline figures, each with its n and the change against the period before. */
export function Tiles({ report, base, onBaseChange, onPick }: Props) {
  const { total, states, backlog, timeToClose, previous, noPrevious } = report;
  const rate = breachRate(states, base);
  const other: BreachBase = base === 'all' ? 'closed' : 'all';
  const before = previous === null ? null : breachRate(previous.states, base);
  const pick = (picked: readonly Filter[]) => () => onPick(picked);
  const comparison = previous === null ? undefined : describeComparison(previous);
  const vs = previous === null ? undefined : formatComparedPeriod(previous);
  const countBefore = (now: number, then: number | undefined) =>
    previous === null || then === undefined ? undefined : describeCountBefore(now, then, previous);
  const rateBefore =
    previous === null ? undefined : say('chart.tile.before', { before: describeRate(previous.states, base) });
  const unfinished =
    previous === null || backlog.notClosed === 0 ? undefined : say('chart.tile.unfinished', { n: backlog.notClosed });
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={say('chart.figures')}
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
        title={say('chart.tile.tickets')}
        vs={vs}
        value={formatCount(total)}
        change={totalChange(total, previous?.total)}
        note={previous === null ? describeNoComparison(noPrevious) : ''}
        help={lines(say('chart.help.tickets'), countBefore(total, previous?.total), comparison)}
      />
      <Tile
        title={say('chart.tile.notClosed')}
        vs={vs}
        value={formatCount(backlog.notClosed)}
        note={say('chart.tile.of', { n: formatCount(total) })}
        change={countChange(backlog.notClosed, previous?.notClosed)}
        help={lines(say('chart.help.notClosed'), countBefore(backlog.notClosed, previous?.notClosed), comparison)}
        onPick={pick(PICK_NOT_CLOSED)}
      />
      <Tile
        title={say('chart.tile.overdue')}
        vs={vs}
        value={formatCount(states.breachedOpen)}
        note={say('chart.tile.of', { n: formatCount(backlog.notClosed) })}
        change={badChange(
          { breached: states.breachedOpen, of: total },
          previous === null ? undefined : { breached: previous.states.breachedOpen, of: previous.total },
        )}
        help={lines(
          say('chart.help.overdue'),
          countBefore(states.breachedOpen, previous?.states.breachedOpen),
          comparison,
        )}
        onPick={pick(pickState('breachedOpen'))}
      />
      <Tile
        title={say(`chart.tile.rate.${base}`)}
        vs={vs}
        value={formatShare(rate.rate)}
        other={
          <Link
            component="button"
            color="inherit"
            title={say(`chart.base.${other}.help`)}
            onClick={() => onBaseChange(other)}
          >
            {say(`chart.base.${other}`)} {formatShare(breachRate(states, other).rate)}
          </Link>
        }
        note={say('chart.tile.partOf', { part: formatCount(rate.breached), n: formatCount(rate.of) })}
        change={rateChange(rate, before)}
        of={[rate.of, before?.of]}
        help={lines(describeRate(states, base), describeRate(states, other), rateBefore, comparison, unfinished)}
        onPick={pick(pickBreached(base))}
      />
      {TIMES.map((name) => (
        <TimeTile
          key={name}
          name={name}
          timeToClose={timeToClose}
          clock={report.clock}
          previous={previous}
          comparison={comparison}
          vs={vs}
        />
      ))}
    </Paper>
  );
}

const TIMES = ['p50', 'p90'] as const;

/** A percentile of the time to close, with the tickets that are still open, or of closed ones alone. */
function TimeTile(props: {
  name: (typeof TIMES)[number];
  timeToClose: ReportResponse['timeToClose'];
  clock: ReportResponse['clock'];
  previous: ReportResponse['previous'];
  comparison: string | undefined;
  vs: string | undefined;
}) {
  const { name, timeToClose, clock, previous, comparison, vs } = props;
  const [isOfClosed, setOfClosed] = useState(false);
  const { kaplanMeier, percentiles } = timeToClose;
  const { closed, open } = kaplanMeier;
  const seconds = { closed: percentiles?.[name] ?? null, all: kaplanMeier.percentiles[name] };
  const before = previous?.timeToClose;
  const n = isOfClosed ? timeToClose.n : closed + open;
  const nBefore = isOfClosed ? before?.n : before && before.kaplanMeier.closed + before.kaplanMeier.open;
  const shown = isOfClosed ? seconds.closed : seconds.all;
  const other = isOfClosed ? seconds.all : seconds.closed;
  const isEstimate = isOfClosed ? timeToClose.estimated : kaplanMeier.estimated;
  const shownBefore = isOfClosed ? before?.[name] : before?.kaplanMeier.percentiles[name];
  const note = shown === null && n > 0 ? describeNotReached(kaplanMeier) : say('chart.tile.of', { n: formatCount(n) });
  const format = (value: number | null) => (value === null ? '–' : formatDuration(value, 2));
  return (
    <Tile
      title={say(isOfClosed ? `chart.tile.${name}.closed` : `chart.tile.${name}`)}
      vs={vs}
      value={format(shown)}
      other={
        <Link component="button" color="inherit" onClick={() => setOfClosed(!isOfClosed)}>
          {say(`chart.counted.${isOfClosed ? 'all' : 'closed'}`)} {format(other).replaceAll(' ', '\u00a0')}
        </Link>
      }
      note={isEstimate ? say('chart.tile.estimate', { note }) : note}
      change={durationChange(shown, shownBefore)}
      of={[n, nBefore]}
      help={lines(
        `${say('chart.time.help.all')} (${formatN(closed + open)})`,
        `${say('chart.time.help.closed')} (${formatN(timeToClose.n)})`,
        before && say('chart.tile.before', { before: `${format(shownBefore ?? null)} (${formatN(nBefore ?? 0)})` }),
        comparison,
      )}
      unit={say(`chart.tile.${clock}`)}
    />
  );
}

const FIGURE_STYLE = {
  font: 'inherit',
  lineHeight: '34px',
  fontWeight: 600,
  letterSpacing: '-.02em',
  textAlign: 'left',
} as const;

function lines(...parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n');
}

function Tile(props: {
  title: string;
  /** Follows the title. */
  unit?: string;
  value: string;
  /** Another figure to compare the value with; without one the last line is `vs`, what the change is against. */
  other?: ReactNode;
  vs: string | undefined;
  note: string;
  change: Change | null;
  /** The number of tickets behind the figure, and behind the one that it is compared with. */
  of?: readonly [number, number | undefined];
  help?: string | undefined;
  onPick?: () => void;
}) {
  const { title, unit, value, vs, other = vs, note, change, of = [0, 0], help, onPick } = props;
  const [few, fewBefore] = of.map((n) => isSmall(n ?? 0));
  // "17 Std. 6 Min." in one line of a phone, where two tiles stand side by side.
  const fontSize = value.length > 10 ? { xs: 19, sm: 25 } : 25;
  const figure = { ...FIGURE_STYLE, fontSize, color: few ? colour('faint') : undefined };
  const tone = few || fewBefore ? 'neutral' : (change?.tone ?? 'neutral');
  return (
    <Help text={help}>
      <Box sx={{ bgcolor: colour('paper'), px: 1.75, py: 1.5, minWidth: 0 }}>
        <Box sx={{ fontSize: 12, fontWeight: 500, color: colour('soft') }}>
          {title}
          {unit !== undefined && <span style={{ color: colour('faint'), fontWeight: 400 }}> · {unit}</span>}
        </Box>
        <Box sx={{ display: 'flex' }}>
          {onPick === undefined ? (
            // How it is computed is one focus away, as with those that are buttons.
            <Box className="figure" tabIndex={0} role="img" aria-label={`${title}: ${value}`} sx={figure}>
              {value}
            </Box>
          ) : (
            <ButtonBase
              className="figure"
              onClick={onPick}
              aria-label={say('chart.tile.pick', { title, value })}
              sx={figure}
            >
              {value}
            </ButtonBase>
          )}
        </Box>
        <Box sx={{ fontSize: 12, color: colour('faint') }}>
          {change !== null && (
            <span title={vs} style={{ color: tone === 'neutral' ? 'inherit' : colour(tone), whiteSpace: 'nowrap' }}>
              {change.text}
            </span>
          )}
          {change !== null && note !== '' && ' · '}
          {note}
          {few && say('chart.tile.few', { n: SMALL_N })}
        </Box>
        {other !== undefined && (
          <Box sx={{ fontSize: 12, color: colour('faint'), '& button': { textAlign: 'start' } }}>{other}</Box>
        )}
      </Box>
    </Help>
  );
}
