import { createHash, timingSafeEqual } from 'node:crypto';
import type { OPERATION_ENDPOINTS } from '../../../contract/endpoints/operationEndpoints';
import { ApiError } from '../../../contract/errors';
import type { Backend } from '../../backend';
import { JoinedRead } from '../../engine/joinedRead';
import { readServerFacts, stateAnswers, ticketsAnswer } from '../../metrics/serverFacts';
import { type HandlersOf, ok } from '../call/handler';

const RETRY_SECONDS = 5;

export const operationHandlers: HandlersOf<typeof OPERATION_ENDPOINTS> = {
  'GET /health/live': () => ok({ status: 'ok' }),

  async 'GET /health/ready'({ backend }) {
    const why = await whyNotReady(backend);
    if (why === undefined) return ok({ status: 'ok' });
    throw new ApiError('unavailable', why, { retryAfter: RETRY_SECONDS });
  },

  async 'GET /metrics'({ backend, context }) {
    const { metrics, config } = backend;
    if (metrics === undefined || config.metricsToken === undefined) {
      throw new ApiError('notFound', 'This server gives no metrics', { allowed: 'set METRICS_TOKEN' });
    }
    requireToken(context.req.header('Authorization'), config.metricsToken);
    context.header('Content-Type', metrics.contentType);
    return context.body(await metrics.text(await serverFacts(backend)));
  },
};

const whyNotReady = shared(askStores);
const serverFacts = shared(readServerFacts);

/** Those who ask meanwhile share one question to the stores, since anybody may ask, and monitors ask often. */
function shared<T>(ask: (backend: Backend) => Promise<T>): (backend: Backend) => Promise<T> {
  const reads = new WeakMap<Backend, JoinedRead<T>>();
  return (backend) => {
    const read = reads.get(backend) ?? new JoinedRead(() => ask(backend));
    reads.set(backend, read);
    return read.ask();
  };
}

async function askStores({ engine, state, exports }: Backend): Promise<string | undefined> {
  if (exports.stopping.signal.aborted) return 'The server is stopping';
  const [tickets, jobs] = await Promise.all([ticketsAnswer(engine), stateAnswers(state)]);
  if (!tickets) return 'The store of tickets does not answer';
  return jobs ? undefined : 'The store of jobs and settings does not answer';
}

/**
 * Not by address: behind a proxy on this machine everybody comes from loopback.
 * @throws ApiError unauthenticated.
 */
function requireToken(header: string | undefined, token: string): void {
  const [given, right] = [header ?? '', `Bearer ${token}`].map((text) => createHash('sha256').update(text).digest());
  if (given !== undefined && right !== undefined && timingSafeEqual(given, right)) return;
  throw new ApiError('unauthenticated', 'The token is not that of the metrics', {
    allowed: 'Authorization: Bearer and METRICS_TOKEN',
  });
}
