import type { TicketEngine } from '../../engine/engine';
import { logger } from '../../log/logger';
import { dropLeftovers } from './sideTables';

const INTERVAL_MS = 60_000;

/**
 * On a cluster tickets of before go once nobody reads them, and what killed processes were building once they are known to
 * be gone. Every server looks after it; what two of them drop at once is dropped once.
 * @returns a function that ends it.
 */
export function startUpkeep(engine: TicketEngine): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= dropLeftovers(engine)
      .catch((error: unknown) => logger.warn({ err: error }, 'tables that nobody uses are still there'))
      .finally(() => {
        running = undefined;
      });
  }, INTERVAL_MS).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
