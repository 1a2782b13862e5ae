import { parseJson } from '../../contract/format/parseJson';
import type { ExportJob } from '../../contract/responses/exportResponses';
import { JOB_EVENTS_URL, readJobsEvent } from '../api/client';

/**
 * Live lists of exports, by server-sent events. One tab of a browser holds the stream, since browsers allow six
 * connections to a server, and passes the lists on to the others; when it closes, the next one takes over.
 */

/** Delay before a stream that was refused, or ended for good, is opened again. */
const AGAIN_MS = 5000;

/** Web locks exist on https and localhost only; elsewhere the page polls. */
export function canFollow(): boolean {
  return typeof navigator !== 'undefined' && 'locks' in navigator;
}

/** Calls `onJobs` with every list that another tab receives, until the signal aborts. */
export function listenToTabs(userId: string, onJobs: (jobs: ExportJob[]) => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(nameOf(userId));
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const jobs = readJobsEvent(data);
    if (jobs !== undefined) onJobs(jobs);
  };
  signal.addEventListener('abort', () => channel.close(), { once: true });
}

/** Waits for the lock of the stream, and holds the stream until the signal aborts. */
export async function followJobs(
  userId: string,
  onJobs: (jobs: ExportJob[]) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const hold = () => holdStream(userId, onJobs, signal);
    // An abort rejects the request, as intended.
    await navigator.locks.request(nameOf(userId), { signal }, hold).catch(() => undefined);
    if (!signal.aborted) await pause(AGAIN_MS, signal);
  }
}

/** Resolves when the stream has ended for good. */
function holdStream(userId: string, onJobs: (jobs: ExportJob[]) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(nameOf(userId));
    const stream = new EventSource(JOB_EVENTS_URL);
    const end = () => {
      stream.close();
      channel.close();
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
    stream.addEventListener('jobs', ({ data }: MessageEvent<string>) => {
      const event = parseJson(data);
      const jobs = readJobsEvent(event);
      if (jobs === undefined) return;
      channel.postMessage(event);
      onJobs(jobs);
    });
    // Unless it is closed, the browser connects again by itself.
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) end();
    });
  });
}

function nameOf(userId: string): string {
  return `ticketlens-exports-${userId}`;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
