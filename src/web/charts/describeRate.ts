import { formatShare } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import { type BreachBase, breachRate, type SlaCounts } from '../../contract/sla';
import { say } from '../../contract/texts/texts';

/** "breach rate = (closed late + ...) = 2,808 ÷ 17,458 = 16.1 %". */
export function describeRate(states: SlaCounts, base: BreachBase): string {
  const { breached, of, rate } = breachRate(states, base);
  return say('chart.formula', {
    formula: say(`chart.formula.${base}`),
    breached: formatCount(breached),
    n: formatCount(of),
    rate: formatShare(rate),
  });
}
