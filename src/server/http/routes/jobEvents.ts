import { setTimeout } from 'node:timers/promises';
import { streamSSE } from 'hono/streaming';
import type { SignedInPrincipal } from '../../access/principal';
import { isStillSignedIn } from '../../access/session';
import type { BaseCall } from '../call/handler';

/** The whole list at least so often: it tells proxies and the page that the stream is alive. */
const REPEAT_MS = 10_000;
/** However fast a job changes, the page need not be told more often. */
const PAUSE_MS = 250;
/** A stream ends after this and is asked for again, which renews the session. */
const LIFETIME_MS = 10 * 60_000;

interface StreamCall extends BaseCall {
  principal: SignedInPrincipal;
}

/**
 * The principal's jobs at every change, until none is under way, or the session ends or its token is revoked.
 * @throws ApiError tooManyRequests when they have too many streams already.
 */
export function streamJobs({ context, backend, principal, signal }: StreamCall): Response {
  const { exports } = backend;
  let change = new AbortController();
  const tell = () => change.abort();
  const list = exports.feeds.open(principal, tell);
  // Buffering proxies would hold events back.
  context.header('X-Accel-Buffering', 'no');
  return streamSSE(context, async (stream) => {
    const until = AbortSignal.any([signal, exports.stopping.signal, AbortSignal.timeout(LIFETIME_MS)]);
    stream.onAbort(() => {
      // At once: who has left may ask again before this turn of the loop is over.
      list.close();
      tell();
    });
    until.addEventListener('abort', tell, { once: true });
    try {
      while (!until.aborted && !stream.aborted) {
        change = new AbortController();
        if (!(await isStillSignedIn(context, backend.sessions))) return;
        const { data, isUnderWay } = await list.read();
        await stream.writeSSE({ event: 'jobs', data });
        if (!isUnderWay) return;
        await pause(PAUSE_MS, until);
        await pause(REPEAT_MS, change.signal);
      }
    } finally {
      list.close();
      until.removeEventListener('abort', tell);
    }
  });
}

/** Waits, or until the signal is given. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}
