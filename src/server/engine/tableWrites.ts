/** The tickets' table, in the engine's database. */
export const TICKETS = 'tickets';

/** An INSERT changes the table that it names first, and no other. */
const OTHER_INSERT = new RegExp(`^\\s*INSERT\\s+INTO\\s+(?!${TICKETS}\\b)\\w`, 'i');
const NAMED = new RegExp(`\\b${TICKETS}\\b`);

/**
 * What one process writes to the tickets, counted: where it alone can write, they are the same as long as the version is.
 * Rather too much counts than too little: every statement that names the table, whatever it does, and one that failed.
 */
export class TableWrites {
  #ended = 0;
  #running = 0;

  /** Another one after each write; undefined while one runs, which readers may see or not see. */
  get version(): string | undefined {
    return this.#running === 0 ? String(this.#ended) : undefined;
  }

  /** Does what changes something, by the statement that does it. */
  async during<T>(statement: string, work: () => Promise<T>): Promise<T> {
    if (OTHER_INSERT.test(statement) || !NAMED.test(statement)) return work();
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#ended += 1;
    }
  }
}
