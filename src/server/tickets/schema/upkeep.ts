import { logger } from '../../log/logger';

const INTERVAL_MS = 60_000;
/** While a node is away its share of each try waits for it in the cluster's own queue. */
const AFTER_FAILURE_MS = 10 * 60_000;

/**
 * On a cluster tickets of before go once nobody reads them, and what killed processes were building once they are known to
 * be gone. Every server looks after it; what two of them drop at once is dropped once.
 * @param drop drops what can go by now.
 * @returns a function that ends it.
 */
export function startUpkeep(drop: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout;
  let isOver = false;
  const after = (milliseconds: number) => {
    if (isOver) return;
    timer = setTimeout(() => {
      running = drop()
        .then(() => INTERVAL_MS)
        .catch((error: unknown) => {
          logger.warn({ err: error }, 'tables that nobody uses are still there');
          return AFTER_FAILURE_MS;
        })
        .then(after);
    }, milliseconds).unref();
  };
  after(INTERVAL_MS);
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await running;
  };
}
