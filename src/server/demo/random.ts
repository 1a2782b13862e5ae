/** Pseudo-random numbers (mulberry32) from a seed, so that demo tickets are reproducible. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** One of the options, by their weights. */
  pick<T>(options: readonly (readonly [T, number])[]): T {
    const total = options.reduce((sum, [, weight]) => sum + weight, 0);
    let rest = this.next() * total;
    for (const [option, weight] of options) {
      rest -= weight;
      if (rest < 0) return option;
    }
    const last = options.at(-1);
    if (last === undefined) throw new Error('nothing to pick from');
    return last[0];
  }

  /** Log-normal: half of the draws lie below the median, a few far above it. */
  logNormal(median: number, spread: number): number {
    // Box-Muller; 1 - next() keeps the logarithm's argument above zero.
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(spread * normal);
  }
}
