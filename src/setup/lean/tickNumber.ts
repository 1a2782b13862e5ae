/** More digits than any axis has, and fewer than those in which sums of binary fractions go wrong. */
const DIGITS = 14;

type Operand = number | TickNumber;

/**
 * What the charts' library needs of decimal numbers to place the ticks of an axis: sums and quotients rounded to 14
 * digits, so that 3 x 0.1 is 0.3.
 */
export class TickNumber {
  readonly #value: number;

  constructor(value: Operand) {
    this.#value = Number(Number(value).toPrecision(DIGITS));
  }

  valueOf(): number {
    return this.#value;
  }

  toNumber(): number {
    return this.#value;
  }

  isint(): boolean {
    return Number.isInteger(this.#value);
  }

  abs(): TickNumber {
    return new TickNumber(Math.abs(this.#value));
  }

  log(base: number): TickNumber {
    return new TickNumber(Math.log10(this.#value) / Math.log10(base));
  }

  pow(exponent: number): TickNumber {
    return new TickNumber(this.#value ** exponent);
  }

  /** Rounded to the digits of the larger one: of 1000.1 - 1000 nothing is known beyond those of 1000.1. */
  add(other: Operand): TickNumber {
    const larger = Math.max(Math.abs(this.#value), Math.abs(Number(other)), Number.MIN_VALUE);
    const decimals = DIGITS - Math.ceil(Math.log10(larger));
    return new TickNumber(Number((this.#value + Number(other)).toFixed(Math.min(Math.max(decimals, 0), 100))));
  }

  sub(other: Operand): TickNumber {
    return this.add(-Number(other));
  }

  mul(other: Operand): TickNumber {
    return new TickNumber(this.#value * Number(other));
  }

  div(other: Operand): TickNumber {
    return new TickNumber(this.#value / Number(other));
  }

  /** With the sign of this number. By the quotient, since the rest of binary fractions is off by up to the divisor. */
  mod(other: Operand): TickNumber {
    return this.sub(new TickNumber(other).mul(Math.trunc(this.div(other).toNumber())));
  }

  lt(other: Operand): boolean {
    return this.#value < Number(other);
  }

  lte(other: Operand): boolean {
    return this.#value <= Number(other);
  }
}
