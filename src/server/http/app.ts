import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { API_BASE } from '../../contract/endpoints/endpoint';
import { ENDPOINT_LIST, type NamedEndpoint } from '../../contract/endpoints/endpointList';
import type { EndpointId, Endpoints } from '../../contract/endpoints/endpoints';
import type { ResponseBody } from '../../contract/endpoints/exchange';
import { ApiError, badParameter } from '../../contract/errors';
import type { Backend } from '../backend';
import type { Config } from '../config/config';
import { EngineAwayError, EngineLimitError } from '../engine/engine';
import { PostgresAwayError } from '../postgres/awayError';
import { DiskFullError } from '../process/diskFullError';
import { BODY_TIMES } from './call/bodyTimes';
import { type AnyHandler, type CallBounds, handleCall } from './call/handleCall';
import { callLines } from './call/requestLines';
import { adviceOf, describeLimit } from './engineLimit';
import { answerNotFound } from './notFound';
import { logFailure, type RequestVariables, requestLog } from './requestLog';
import { HANDLERS } from './routes/handlers';
import { type HeaderSettings, securityHeaders } from './securityHeaders';

export type App = Hono<{ Variables: RequestVariables }>;

const PAGE = '/reporting';
/** The page shows the audit there. */
const AUDIT_PAGE = `${PAGE}/audit`;
/** Longer request lines are refused; a thousand values fit well below. */
const MAX_URL_LENGTH = 128 * 1024;
/** Fifty filters with a thousand values have less; decoding tens of thousands would hold up everybody else. */
const MAX_PARAMETERS = 2000;
/** Is answered before anything else can be. */
const LIVENESS = 'GET /health/live' satisfies EndpointId;
const ALIVE: ResponseBody<Endpoints[typeof LIVENESS]> = { status: 'ok' };
/** Seconds after which a client may ask a server again whose stores are still opening. */
const STARTING_RETRY_SECONDS = 1;
/** The same for a server of tickets, or a database, that is away. */
const AWAY_RETRY_SECONDS = 5;
/** The same for a disk that is full: long enough for somebody to make room. */
const FULL_RETRY_SECONDS = 60;

/**
 * The whole HTTP surface: the API as its endpoints are declared, and the page's files.
 * @param backend undefined until the stores are open; until then the API answers 503.
 * @param webFolder the built page.
 * @param headers how browsers are to treat it, known before the stores are open.
 * @param times shorter in tests.
 */
export function createApp(
  backend: () => Backend | undefined,
  webFolder: string,
  headers: HeaderSettings,
  times = BODY_TIMES,
): App {
  const app: App = new Hono();
  app.use(requestLog((answered) => backend()?.metrics?.countRequest(answered)));
  app.use(securityHeaders(headers));
  app.use((context, next) => {
    const { url } = context.req;
    if (url.length > MAX_URL_LENGTH) throw new ApiError('uriTooLong', 'The address is too long');
    if (url.split('&', MAX_PARAMETERS + 1).length > MAX_PARAMETERS) {
      const allowed = `at most ${MAX_PARAMETERS} parameters`;
      throw new ApiError('badRequest', 'The address has too many parameters', { allowed });
    }
    return next();
  });
  const bounds = { lines: callLines(), times };
  for (const endpoint of ENDPOINT_LIST) addEndpoint(app, endpoint, backend, bounds);
  app.all(`${API_BASE}/*`, () => {
    throw new ApiError('notFound', 'No such address', { allowed: `see ${API_BASE}/docs/open-api` });
  });
  addPage(app, webFolder);
  app.notFound((context) => answerNotFound(context, PAGE));
  app.onError((error, context) => {
    const failure = toApiError(error, context.req.raw.signal, backend()?.config);
    context.header('Cache-Control', 'no-store');
    if (failure instanceof ApiError) {
      const { retryAfter } = failure.details;
      if (retryAfter !== undefined) context.header('Retry-After', String(retryAfter));
      // The rest of the request is not waited for.
      if (failure.code === 'requestTimeout') context.header('Connection', 'close');
      return context.json(failure.toBody(), failure.status);
    }
    // Inner text stays here; the caller gets the id to ask with.
    logFailure(context, error);
    const { requestId } = context.var;
    return context.json({ error: { code: 'internal', message: 'Something went wrong on the server', requestId } }, 500);
  });
  return app;
}

function addEndpoint(app: App, endpoint: NamedEndpoint, backend: () => Backend | undefined, bounds: CallBounds): void {
  const path = API_BASE + endpoint.path.replace(/\{(\w+)\}/g, ':$1');
  // Which declaration goes with which handler is proven by the type of HANDLERS; here they are all alike.
  const handle = HANDLERS[endpoint.id] as AnyHandler;
  app.on(endpoint.method, path, async (context) => {
    context.set('endpoint', endpoint);
    // Whatever stands behind it is no part of the query for any URL parser: filters would be lost without a word.
    if (context.req.url.includes('#')) {
      throw badParameter('#', 'The address contains a raw #', 'percent-encode # as %23');
    }
    const ready = backend();
    if (ready === undefined) {
      if (endpoint.id === LIVENESS) return context.json(ALIVE, 200, { 'Cache-Control': 'no-store' });
      const retryAfter = STARTING_RETRY_SECONDS;
      throw new ApiError('unavailable', 'The server is starting', { retryAfter });
    }
    context.header('Cache-Control', 'no-store');
    // The framework would run GET for it: a question for headers must not queue an export.
    if (context.req.method === 'HEAD' && endpoint.access !== 'public') {
      throw new ApiError('badRequest', 'HEAD is not answered here', { allowed: 'GET' });
    }
    return handleCall(endpoint, handle, context, ready, bounds);
  });
}

function addPage(app: App, webFolder: string): void {
  app.get('/', (context) => context.redirect(PAGE));
  app.use(
    `${PAGE}/*`,
    serveStatic({
      root: webFolder,
      precompressed: true,
      rewriteRequestPath: (path) => path.slice(PAGE.length),
      // Files under assets carry a hash of their content in their name.
      onFound: (path, context) => {
        const forever = path.includes('/assets/');
        context.header('Cache-Control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  const openPage = serveStatic({ root: webFolder, path: 'index.html', precompressed: true });
  for (const address of [PAGE, AUDIT_PAGE]) {
    app.get(address, async (context, next) => {
      context.header('Cache-Control', 'no-cache');
      return openPage(context, next);
    });
  }
}

function toApiError(error: unknown, { aborted }: AbortSignal, config: Config | undefined): unknown {
  // The client is gone: nobody reads this answer, and what was broken off for it is no failure.
  if (aborted || (error instanceof Error && error.name === 'AbortError'))
    return new ApiError('unavailable', 'The request was given up');
  if (error instanceof DiskFullError)
    return new ApiError('unavailable', error.message, { retryAfter: FULL_RETRY_SECONDS });
  if (error instanceof EngineAwayError || error instanceof PostgresAwayError)
    return new ApiError('unavailable', error.message, { retryAfter: AWAY_RETRY_SECONDS });
  if (error instanceof EngineLimitError && config !== undefined) {
    return new ApiError('limitExceeded', describeLimit(error.limit, config.engine), { allowed: adviceOf(error.limit) });
  }
  return error;
}
