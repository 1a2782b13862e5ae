import { partsOf } from './address';
import type { Endpoint, Method } from './endpoint';
import { ENDPOINTS, type EndpointId } from './endpoints';

/** An endpoint with its name taken apart. */
export interface NamedEndpoint extends Endpoint {
  readonly id: EndpointId;
  readonly method: Method;
  readonly path: string;
}

/** All of them, an exact path before one that would take its last word for an id. */
export const ENDPOINT_LIST: readonly NamedEndpoint[] = Object.keys(ENDPOINTS)
  .filter(isEndpointId)
  .map((id) => ({ ...ENDPOINTS[id], id, ...partsOf(id) }))
  .sort((a, b) => filledIn(a.path) - filledIn(b.path));

function isEndpointId(name: string): name is EndpointId {
  return Object.hasOwn(ENDPOINTS, name);
}

function filledIn(path: string): number {
  return path.split('{').length;
}
