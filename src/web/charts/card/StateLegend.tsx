import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { valueLabel } from '../../../contract/columns/columns';
import { formatShare, formatTickets } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import type { Filter } from '../../../contract/query/filters';
import { pickState } from '../../../contract/sentences/pickedFilters';
import { SLA_STATES, type SlaCounts, SMALL_N } from '../../../contract/sla';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { stateColour } from '../states';
import { LEGEND_STYLE, Swatch } from './ChartParts';
import { inStates } from './chartTables';
import { Help } from './Help';

/** The states with their colours and counts; a click filters by one. */
export function StateLegend(props: {
  states: SlaCounts;
  /** What the pale bars are; null where there are none. */
  pale: string | null;
  /** How rates of few tickets are drawn. */
  small: 'ring' | 'faint' | null;
  onPick(filters: readonly Filter[]): void;
}) {
  const { states, pale, small, onPick } = props;
  const all = inStates(states);
  return (
    <Box className="legend" sx={LEGEND_STYLE}>
      {SLA_STATES.filter((state) => state !== 'noSla' || states.noSla > 0).map((state) => (
        <Help
          key={state}
          text={say('chart.legend.pick', {
            share: formatShare(all === 0 ? null : states[state] / all),
            tickets: formatTickets(all),
          })}
        >
          <ButtonBase
            onClick={() => onPick(pickState(state))}
            sx={{ font: 'inherit', color: 'inherit', '&:hover': { textDecoration: 'underline' } }}
          >
            <Swatch fill={stateColour(state)} />
            {valueLabel('slaState', state)}&nbsp;
            <strong style={{ color: colour('ink') }}>{formatCount(states[state])}</strong>
          </ButtonBase>
        </Help>
      ))}
      <span style={{ color: colour('ink') }}>{say('chart.legend.rate')}</span>
      {small !== null && <span>{say(`chart.legend.${small}`, { n: SMALL_N })}</span>}
      {pale !== null && <span>{say('chart.legend.pale', { what: pale })}</span>}
    </Box>
  );
}
