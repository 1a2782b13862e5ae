import { logger } from '../log/logger';

/**
 * For what only the answer tells a client of: removed when the client goes away before the answer is sent, since
 * nobody would ever ask for it.
 * @param signal the request's, aborted when its client goes away.
 * @throws the signal's reason when the client is gone already.
 */
export async function removeWhenGone(signal: AbortSignal, remove: () => Promise<void>): Promise<void> {
  if (signal.aborted) {
    await remove();
    signal.throwIfAborted();
  }
  const removeOrTell = () =>
    remove().catch((error: unknown) => logger.error({ err: error }, 'left behind by a client'));
  signal.addEventListener('abort', removeOrTell, { once: true });
}
