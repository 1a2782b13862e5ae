type Close = () => Promise<void> | void;

/** What has been opened, to be closed in the opposite order, each whatever becomes of the others. */
export class Closers {
  readonly #open: Close[] = [];

  add(close: Close): void {
    this.#open.push(close);
  }

  /** Failures are told in the log, so that none takes the place of the error that led here. */
  async close(): Promise<void> {
    for (let close = this.#open.pop(); close !== undefined; close = this.#open.pop()) {
      try {
        await close();
      } catch (error) {
        console.error('not closed in order:', error);
      }
    }
  }
}
