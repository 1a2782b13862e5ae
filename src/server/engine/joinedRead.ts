/**
 * One read at a time, and one that waits for it: those who ask meanwhile share the one that waits. None of them gets an
 * answer that was begun before they asked, so nobody misses a change of their own.
 */
export class JoinedRead<T> {
  readonly #read: () => Promise<T>;
  #running: Promise<T> | undefined;
  #next: Promise<T> | undefined;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  /** @throws what the read throws, to everybody who shares it. */
  ask(): Promise<T> {
    this.#next ??= this.#start();
    return this.#next;
  }

  async #start(): Promise<T> {
    await this.#running?.catch(() => undefined);
    this.#running = this.#next;
    this.#next = undefined;
    return this.#read();
  }
}
