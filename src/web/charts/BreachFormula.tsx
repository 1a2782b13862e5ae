import { formatShare } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import { recordOf } from '../../contract/recordOf';
import { BREACH_BASES, type BreachBase, breachRate, type SlaCounts } from '../../contract/sla';
import { say } from '../../contract/texts/texts';
import { Choice } from '../ui/Choice';

/** Which tickets the breach rate counts: the switch, the formula, and its numbers. */
export function BreachFormula(props: { states: SlaCounts; base: BreachBase; onBaseChange(base: BreachBase): void }) {
  const { states, base, onBaseChange } = props;
  const { breached, of, rate } = breachRate(states, base);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 8, rowGap: 4 }}>
      <Choice
        label={say('chart.base.label')}
        options={BREACH_BASES}
        labels={recordOf(BREACH_BASES, (each) => say(`chart.base.${each}`))}
        value={base}
        onChange={onBaseChange}
      />
      <span>
        {say('chart.formula', {
          formula: say(`chart.formula.${base}`),
          breached: formatCount(breached),
          n: formatCount(of),
          rate: formatShare(rate),
        })}
      </span>
    </div>
  );
}
