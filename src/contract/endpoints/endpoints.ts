import { type Endpoint, type EndpointName, joinTables, METHODS, type Method } from './endpoint';
import { EXPORT_ENDPOINTS } from './exportEndpoints';
import { IMPORT_ENDPOINTS } from './importEndpoints';
import { SESSION_ENDPOINTS } from './sessionEndpoints';
import { SYNC_ENDPOINTS } from './syncEndpoints';
import { TICKET_ENDPOINTS } from './ticketEndpoints';
import { VIEW_ENDPOINTS } from './viewEndpoints';

/** Every endpoint of the API; nothing is served below API_BASE that is not here. */
export const ENDPOINTS = joinTables(
  SESSION_ENDPOINTS,
  TICKET_ENDPOINTS,
  EXPORT_ENDPOINTS,
  VIEW_ENDPOINTS,
  SYNC_ENDPOINTS,
  IMPORT_ENDPOINTS,
);
export type Endpoints = typeof ENDPOINTS;
export type EndpointId = keyof Endpoints;

/** An endpoint with its name taken apart. */
export interface NamedEndpoint extends Endpoint {
  readonly id: EndpointId;
  readonly method: Method;
  readonly path: string;
}

/** All of them, an exact path before one that would take its last word for an id. */
export const ENDPOINT_LIST: readonly NamedEndpoint[] = endpointIds()
  .map((id) => ({ ...ENDPOINTS[id], id, ...partsOf(id) }))
  .sort((a, b) => filledIn(a.path) - filledIn(b.path));

function endpointIds(): EndpointId[] {
  return Object.keys(ENDPOINTS).filter(isEndpointId);
}

export function isEndpointId(name: string): name is EndpointId {
  return Object.hasOwn(ENDPOINTS, name);
}

/** Method and path of an endpoint's name. */
export function partsOf(name: EndpointName): { method: Method; path: string } {
  const method = METHODS.find((each) => name.startsWith(`${each} `)) ?? 'GET';
  return { method, path: name.slice(method.length + 1) };
}

function filledIn(path: string): number {
  return path.split('{').length;
}
