import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { formatShare } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import type { Filter } from '../../../contract/query/filters';
import { SLA_STATE_LABEL, SLA_STATES, type SlaCounts } from '../../../contract/sla';
import { colour } from '../../ui/colours';
import { pickState } from '../pickedFilters';
import { SMALL_N, stateColour } from '../states';
import { Swatch } from './ChartParts';
import { inStates } from './chartTables';

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
    <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.75, fontSize: 12, color: colour('soft') }}>
      {SLA_STATES.filter((state) => state !== 'noSla' || states.noSla > 0).map((state) => (
        <ButtonBase
          key={state}
          onClick={() => onPick(pickState(state))}
          title={`${formatShare(all === 0 ? null : states[state] / all)} of ${formatCount(all)} tickets. Show only these`}
          sx={{ font: 'inherit', color: 'inherit', '&:hover': { textDecoration: 'underline' } }}
        >
          <Swatch fill={stateColour(state)} />
          {SLA_STATE_LABEL[state]}&nbsp;<strong style={{ color: colour('ink') }}>{formatCount(states[state])}</strong>
        </ButtonBase>
      ))}
      <span style={{ color: colour('ink') }}>— breach rate</span>
      {small !== null && (
        <span>
          {small === 'ring' ? '○' : 'faint:'} fewer than {SMALL_N} tickets
        </span>
      )}
      {pale !== null && <span>pale: {pale}</span>}
    </Box>
  );
}
