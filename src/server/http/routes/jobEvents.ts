import { setTimeout } from 'node:timers/promises';
import { streamSSE } from 'hono/streaming';
import { ownerOf, type SignedInPrincipal, userKeyOf } from '../../access/principal';
import { jobsOf } from '../../exports/jobs/jobStore';
import { toExportJob } from '../../exports/jobs/jobView';
import type { BaseCall } from '../call/handler';

/** The whole list at least so often: it tells proxies and the page that the stream is alive. */
const REPEAT_MS = 10_000;
/** However fast a job changes, the page need not be told more often. */
const PAUSE_MS = 250;
/** A stream ends after this and is asked for again, which checks the session again. */
const LIFETIME_MS = 10 * 60_000;

interface StreamCall extends BaseCall {
  principal: SignedInPrincipal;
}

/** The principal's jobs at every change, until none is under way. */
export function streamJobs({ context, backend, principal, signal }: StreamCall): Response {
  const { exports, state } = backend;
  const [owner, user] = [ownerOf(principal), userKeyOf(principal)];
  // Buffering proxies would hold events back.
  context.header('X-Accel-Buffering', 'no');
  return streamSSE(context, async (stream) => {
    const until = AbortSignal.any([signal, exports.stopping.signal, AbortSignal.timeout(LIFETIME_MS)]);
    let change = new AbortController();
    const tell = () => change.abort();
    stream.onAbort(tell);
    until.addEventListener('abort', tell, { once: true });
    const stopListening = exports.events.onUser(owner, tell);
    try {
      while (!until.aborted && !stream.aborted) {
        change = new AbortController();
        const jobs = (await jobsOf(state, owner)).map((job) => toExportJob(job, principal));
        await stream.writeSSE({ event: 'jobs', data: JSON.stringify({ user, jobs }) });
        if (!jobs.some((job) => job.state === 'queued' || job.state === 'running')) return;
        await pause(PAUSE_MS, until);
        await pause(REPEAT_MS, change.signal);
      }
    } finally {
      stopListening();
      until.removeEventListener('abort', tell);
    }
  });
}

/** Waits, or until the signal is given. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}
