type Dispose = () => Promise<void> | void;

/**
 * What was opened, disposed of in the opposite order. The methods are those of the language's AsyncDisposableStack,
 * which Node 20 does not have; unlike there, one that fails keeps no other from being disposed of.
 */
export class DisposalStack {
  readonly #open: Dispose[] = [];

  /** Adds what is to be done at the end. */
  defer(dispose: Dispose): void {
    this.#open.push(dispose);
  }

  /** Failures are logged, so that none takes the place of the error that led here. */
  async disposeAsync(): Promise<void> {
    for (let dispose = this.#open.pop(); dispose !== undefined; dispose = this.#open.pop()) {
      try {
        await dispose();
      } catch (error) {
        console.error('not disposed of in order:', error);
      }
    }
  }
}
