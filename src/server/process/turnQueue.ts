/** What waits, by whose it is: they take turns, and each one's own comes in its order. Who was served last stands last. */
export class TurnQueue<Item> {
  readonly #lines = new Map<unknown, Item[]>();

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  add(whose: unknown, item: Item): void {
    const line = this.#lines.get(whose);
    if (line === undefined) this.#lines.set(whose, [item]);
    else line.push(item);
  }

  /** Undefined when nothing waits. */
  take(): Item | undefined {
    for (const [whose, line] of this.#lines) {
      this.#lines.delete(whose);
      const next = line.shift();
      if (line.length > 0) this.#lines.set(whose, line);
      return next;
    }
    return undefined;
  }
}
