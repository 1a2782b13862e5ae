import type { SqlValue } from '../engine/engine';

/** Collects bound values while SQL text is built, so that text and parameters cannot drift apart. */
export class SqlParams {
  readonly #values = new Map<string, SqlValue>();

  /** Stores a value and gives the placeholder that stands for it, such as `{p0:String}`. */
  bind(value: SqlValue, type: string): string {
    const name = `p${this.#values.size}`;
    this.#values.set(name, value);
    return `{${name}:${type}}`;
  }

  get values(): Record<string, SqlValue> {
    return Object.fromEntries(this.#values);
  }
}
