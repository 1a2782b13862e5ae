import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { NamedEndpoint } from '../../contract/endpoints/endpointList';
import { isFilterParameter } from '../../contract/query/filterCodec';
import { QUERY_PARAMETERS } from '../../contract/query/ticketQuery';
import { logger } from '../log/logger';

/** What a request carries from one part of the app to another. */
export interface RequestVariables {
  requestId: string;
  endpoint?: NamedEndpoint;
}

export type RequestContext = Context<{ Variables: RequestVariables }>;

const REQUEST_ID = 'X-Request-Id';
/** As proxies make them; anything else is not taken over into headers and log lines. */
const SAFE_ID = /^[\w-]{8,64}$/;

/**
 * Gives each request an id, the proxy's where it sends one, and logs how it was answered.
 * @param count told of each answer; `endpoint` is undefined for an address that is none of the API.
 */
export function requestLog(
  count: (answered: { endpoint: string | undefined; status: number; seconds: number }) => void,
): MiddlewareHandler<{ Variables: RequestVariables }> {
  return async (context, next) => {
    const given = context.req.header(REQUEST_ID) ?? '';
    const requestId = SAFE_ID.test(given) ? given : randomUUID();
    context.set('requestId', requestId);
    context.header(REQUEST_ID, requestId);
    const begun = performance.now();
    await next();
    const milliseconds = performance.now() - begun;
    const { status } = context.res;
    count({ endpoint: context.get('endpoint')?.id, status, seconds: milliseconds / 1000 });
    const line = { ...factsOf(context), status, milliseconds: Math.round(milliseconds) };
    if (context.req.raw.signal.aborted) logger.info(line, 'the client went away');
    else if (context.get('endpoint') === undefined) logger.debug(line, 'request');
    else logger.info(line, 'request');
  };
}

/** Of a request that failed in a way that nobody foresaw. */
export function logFailure(context: RequestContext, error: unknown): void {
  logger.error({ ...factsOf(context), err: error }, 'request failed');
}

/** The address as it is declared, and names of parameters: what stands in an address can be a ticket's. */
function factsOf(context: RequestContext): Record<string, unknown> {
  const endpoint = context.get('endpoint');
  const { requestId } = context.var;
  if (endpoint === undefined) return { requestId, method: context.req.method, path: 'none of the API' };
  return { requestId, method: endpoint.method, path: endpoint.path, parameters: parametersOf(context, endpoint) };
}

function parametersOf(context: RequestContext, { parameters = {} }: NamedEndpoint): string[] {
  const known: readonly string[] = [...QUERY_PARAMETERS, ...Object.keys(parameters), 'link'];
  const named = Object.keys(context.req.queries()).map((name) => {
    if (isFilterParameter(name)) return 'filters';
    return known.includes(name) ? name : 'another';
  });
  return [...new Set(named)].sort();
}
