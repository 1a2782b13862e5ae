import { formatShare } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import { BREACH_BASES, type BreachBase, breachRate, type SlaCounts } from '../../contract/sla';
import { Choice } from '../ui/Choice';
import { BASE_LABEL, BREACH_FORMULA } from './states';

/** Which tickets the breach rate counts: the switch, the formula, and its numbers. */
export function BreachFormula(props: { states: SlaCounts; base: BreachBase; onBaseChange(base: BreachBase): void }) {
  const { states, base, onBaseChange } = props;
  const { breached, of, rate } = breachRate(states, base);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 8, rowGap: 4 }}>
      <Choice
        label="Breach rate counts"
        options={BREACH_BASES}
        labels={BASE_LABEL}
        value={base}
        onChange={onBaseChange}
      />
      <span>
        breach rate = {BREACH_FORMULA[base]} = {formatCount(breached)} ÷ {formatCount(of)} = {formatShare(rate)}
      </span>
    </div>
  );
}
