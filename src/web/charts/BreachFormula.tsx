import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { formatCount, formatShare } from '../../contract/format';
import { BREACH_BASES, type BreachBase, breachRate, type SlaCounts } from '../../contract/sla';
import { colour } from '../theme/colours';
import { BASE_LABEL, BREACH_FORMULA } from './states';

/** Which tickets the breach rate counts: the switch, the formula, and its numbers. */
export function BreachFormula(props: { states: SlaCounts; base: BreachBase; onBaseChange(base: BreachBase): void }) {
  const { states, base, onBaseChange } = props;
  const { breached, of, rate } = breachRate(states, base);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 8, rowGap: 4 }}>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={base}
        aria-label="Breach rate counts"
        onChange={(_, chosen: BreachBase | null) => chosen !== null && onBaseChange(chosen)}
      >
        {BREACH_BASES.map((each) => (
          <ToggleButton
            key={each}
            value={each}
            sx={{ height: 22, px: 1, fontSize: 12, textTransform: 'none', color: colour('soft') }}
          >
            {BASE_LABEL[each]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <span>
        breach rate = {BREACH_FORMULA[base]} = {formatCount(breached)} ÷ {formatCount(of)} = {formatShare(rate)}
      </span>
    </div>
  );
}
