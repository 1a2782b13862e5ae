import { recordOf } from '../../contract/recordOf';
import { BREACH_BASES, type BreachBase, type SlaCounts } from '../../contract/sla';
import { say } from '../../contract/texts/texts';
import { Choice } from '../ui/Choice';
import { describeRate } from './describeRate';

/** Which tickets the breach rate counts: the switch, the formula, and its numbers. */
export function BreachFormula(props: { states: SlaCounts; base: BreachBase; onBaseChange(base: BreachBase): void }) {
  const { states, base, onBaseChange } = props;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 8, rowGap: 4 }}>
      <Choice
        label={say('chart.base.label')}
        options={BREACH_BASES}
        labels={recordOf(BREACH_BASES, (each) => say(`chart.base.${each}`))}
        value={base}
        onChange={onBaseChange}
      />
      <span>{describeRate(states, base)}</span>
    </div>
  );
}
