import { parseJson } from '../../contract/format/parseJson';
import type { ExportJob } from '../../contract/responses/exportResponses';
import { JOB_EVENTS_URL, readJobsEvent } from '../api/client';

/**
 * Live lists of exports, by server-sent events. Of all tabs of a browser one holds the stream (browsers allow
 * six connections to a server) and tells the others; when it closes, the next one takes over.
 */

/** A stream that the server refused, or that broke for good, is not asked for again before this. */
const AGAIN_MS = 5000;

/** Locks exist on https and on this very machine only; elsewhere the page asks now and then. */
export function canFollow(): boolean {
  return typeof navigator !== 'undefined' && 'locks' in navigator;
}

/** Passes on every list that any tab of this browser is told, until the signal is given. */
export function listenToTabs(userId: string, onJobs: (jobs: ExportJob[]) => void, signal: AbortSignal): void {
  const channel = new BroadcastChannel(nameOf(userId));
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const jobs = readJobsEvent(data);
    if (jobs !== undefined) onJobs(jobs);
  };
  signal.addEventListener('abort', () => channel.close(), { once: true });
}

/** Waits to be the tab that holds the stream, and holds it until the signal is given. */
export async function followJobs(
  userId: string,
  onJobs: (jobs: ExportJob[]) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const hold = () => holdStream(userId, onJobs, signal);
    // An abort while waiting is a rejection, and what was wanted.
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
      const jobs = readJobsEvent(parseJson(data));
      if (jobs === undefined) return;
      channel.postMessage({ jobs });
      onJobs(jobs);
    });
    // While it is connecting again by itself there is nothing to do.
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
