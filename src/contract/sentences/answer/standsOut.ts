import type { BreachRate } from '../../sla';

type Counted = Pick<BreachRate, 'breached' | 'of'>;

/** What chance alone is allowed to name, of all groups together. */
const BY_CHANCE = 0.05;

/**
 * Whether a group has more late tickets than chance gives the worst of so many groups: were the late ones dealt out blindly,
 * one of the groups would be named at most once in twenty times (Fisher's exact test, Bonferroni).
 */
export function standsOut(part: Counted, all: Counted, groups: number): boolean {
  return chanceOf(part, all) <= BY_CHANCE / groups;
}

/** That so many tickets, drawn blindly from all, are late at least as often: a tail of the hypergeometric distribution. */
function chanceOf({ breached, of }: Counted, all: Counted): number {
  const others = all.of - all.breached;
  let term = Math.exp(logChoose(all.breached, breached) + logChoose(others, of - breached) - logChoose(all.of, of));
  let sum = 0;
  for (let late = breached; term > 0 && sum + term > sum; late += 1) {
    sum += term;
    term *= ((all.breached - late) * (of - late)) / ((late + 1) * (others - of + late + 1));
  }
  return sum;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

/** Stirling's series, from ten on exact to 1e-9. */
function logFactorial(n: number): number {
  if (n < 10) return n < 2 ? 0 : Math.log(n) + logFactorial(n - 1);
  return (n + 0.5) * Math.log(n) - n + Math.log(2 * Math.PI) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
}
