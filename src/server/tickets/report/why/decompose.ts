/**
 * What moved a rate: the change of a rate as a sum of parts, one for each value of a column (Kitagawa's decomposition at
 * midpoints; src/contract/README.md, section 5).
 */

export interface Rated {
  /** Tickets that the rate counts, and those of them that were late. */
  n: number;
  late: number;
}

export interface Part {
  /** By the change of the value's own rate, and by the change of its share; of 1. */
  rate: number;
  mix: number;
}

/**
 * A part for each value, in order; together they are the change.
 * @param values a partition of the tickets of both periods, none of which is without tickets.
 */
export function decompose<V extends { before: Rated; now: Rated }>(values: readonly V[]): (V & Part)[] {
  const before = total(values.map((value) => value.before));
  const now = total(values.map((value) => value.now));
  const [rateBefore, rateNow] = [before.late / before.n, now.late / now.n];
  return values.map((value) => {
    const [w0, w1] = [value.before.n / before.n, value.now.n / now.n];
    // A value without tickets in one period had no rate there: that of all takes its place.
    const r0 = value.before.n === 0 ? rateBefore : value.before.late / value.before.n;
    const r1 = value.now.n === 0 ? rateNow : value.now.late / value.now.n;
    return {
      ...value,
      rate: ((w0 + w1) / 2) * (r1 - r0),
      mix: (w1 - w0) * ((r0 + r1) / 2 - (rateBefore + rateNow) / 2),
    };
  });
}

export function total(rated: readonly Rated[]): Rated {
  return rated.reduce(({ n, late }, each) => ({ n: n + each.n, late: late + each.late }), { n: 0, late: 0 });
}

/**
 * Whole numbers for the numbers, none further from its own than one, that add up to their rounded sum: those with the
 * largest remainders are rounded up.
 */
export function roundTogether(numbers: readonly number[], sum: number): number[] {
  const rounded = numbers.map(Math.floor);
  const missing = sum - rounded.reduce((all, each) => all + each, 0);
  const byRemainder = numbers.map((number, index) => ({ index, remainder: number - Math.floor(number) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, Math.max(0, missing))) rounded[index] = (rounded[index] ?? 0) + 1;
  return rounded;
}
