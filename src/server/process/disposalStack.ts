import { logger } from '../log/logger';

type Dispose = () => Promise<void> | void;

/**
 * Resources, disposed of in the opposite order. The methods are those of the language's AsyncDisposableStack,
 * which Node 20 does not have; unlike there, an error does not end the disposal.
 */
export class DisposalStack {
  readonly #open: Dispose[] = [];

  /** Adds a function that is called by `disposeAsync`. */
  defer(dispose: Dispose): void {
    this.#open.push(dispose);
  }

  /** Logs errors, so that none hides the error that led here. */
  async disposeAsync(): Promise<void> {
    for (let dispose = this.#open.pop(); dispose !== undefined; dispose = this.#open.pop()) {
      try {
        await dispose();
      } catch (error) {
        logger.error({ err: error }, 'not disposed of in order');
      }
    }
  }
}
