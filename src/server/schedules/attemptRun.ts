import { ApiError } from '../../contract/errors';
import type { RetryPolicy } from '../exports/jobs/retryPolicy';
import { MailDelayed, MailRefused } from '../exports/mail/mailer';
import { logger } from '../log/logger';
import { deliver } from './deliver';
import { deferRun, endRun, giveBackRun, type RunLease, renewRun } from './runLeases';
import type { RunRow } from './runStore';
import type { ScheduleServices } from './scheduleServices';

/** A run that keeps taking its server down does not go on for ever. */
const MAX_TRIES = 100;
const STOPPING = new Error('the server is stopping');
const LOST = new Error('the run is somebody else’s');

class TookTooLong extends Error {}

export interface RunAttempt {
  services: ScheduleServices;
  policy: RetryPolicy;
  run: RunRow;
  lease: RunLease;
  /** Aborted when the process stops. */
  stopping: AbortSignal;
}

/**
 * One try at a run by the worker that holds its lease, which is renewed meanwhile; records what came of it. What takes
 * too long is broken off, and tried again like what fails.
 */
export async function attemptRun({ services, policy, run, lease, stopping }: RunAttempt): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = () => controller.abort(STOPPING);
  stopping.addEventListener('abort', stop, { once: true });
  if (stopping.aborted) stop();
  const heartbeat = setInterval(
    () => {
      renewRun(services.state, lease, policy.leaseSeconds).then(
        (isHeld) => isHeld || controller.abort(LOST),
        (error: unknown) => logger.warn({ err: error }, 'the lease of a scheduled mail is not renewed'),
      );
    },
    (policy.leaseSeconds * 1000) / 4,
  );
  let timer: NodeJS.Timeout | undefined;
  const limit = (error?: Error) => {
    clearTimeout(timer);
    if (error !== undefined) timer = setTimeout(() => controller.abort(error), policy.deliverySeconds * 1000);
  };
  limit(new TookTooLong('Making it takes too long'));
  const work = deliver({
    services,
    run,
    lease,
    signal,
    recordDelay: policy.recordDelay,
    // Asked of the store: whoever took it back, in whatever process, took the lease with it.
    async beginMail() {
      if (!(await renewRun(services.state, lease, policy.leaseSeconds))) throw LOST;
      signal.throwIfAborted();
      limit(new MailDelayed('The mail server takes too long'));
    },
    endMail: () => limit(),
  });
  try {
    // A mail server that hangs must not hold up a stop.
    await Promise.race([work, whenAborted(signal)]);
  } catch (thrown) {
    await recordFailure({ services, policy, run, lease, stopping }, signal.aborted ? signal.reason : thrown);
  } finally {
    clearInterval(heartbeat);
    limit();
    stopping.removeEventListener('abort', stop);
  }
}

async function recordFailure(attempt: RunAttempt, error: unknown): Promise<void> {
  const { services, run, lease } = attempt;
  const { state } = services;
  if (error === LOST) return;
  if (error === STOPPING) return void (await giveBackRun(state, lease));
  const isKnown = [MailDelayed, MailRefused, ApiError, TookTooLong].some((each) => error instanceof each);
  if (!isKnown) logger.error({ err: error, run: run.id }, 'scheduled mail not made');
  const words = error instanceof Error && isKnown ? error.message : 'The report could not be made';
  const delay = delayAfter(attempt, error);
  if (delay !== undefined) await deferRun(state, lease, words, delay);
  else await endRun(state, lease, { state: 'failed', error: words, at: services.now() });
}

/** Seconds until the next try; undefined when this was the last one. */
function delayAfter({ services, policy, run: { tries, due_at } }: RunAttempt, error: unknown): number | undefined {
  const { mailDelays, mailSeconds, makeDelays } = policy;
  if (tries >= MAX_TRIES || error instanceof MailRefused) return undefined;
  if (error instanceof ApiError && error.code !== 'tooManyRequests') return undefined;
  const isPatient = error instanceof MailDelayed || error instanceof ApiError;
  if (!isPatient) return makeDelays[tries - 1];
  const late = services.now().getTime() - due_at.getTime();
  return late > mailSeconds * 1000 ? undefined : mailDelays[Math.min(tries, mailDelays.length) - 1];
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
