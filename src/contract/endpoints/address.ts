import { encodeQueryString, type Parameter } from '../query/queryString';
import { formatTicketQuery, type TicketQuery } from '../query/ticketQuery';
import { API_BASE, type EndpointName, METHODS, type Method } from './endpoint';
import type { EndpointId } from './endpoints';
import type { PathNames, PathValues } from './exchange';

/** Method and path of an endpoint's name. */
export function partsOf(name: EndpointName): { method: Method; path: string } {
  const method = METHODS.find((each) => name.startsWith(`${each} `)) ?? 'GET';
  return { method, path: name.slice(method.length + 1) };
}

/** The address of an endpoint on its own server, with what its path leaves open filled in. */
export function addressOf<Name extends EndpointId>(
  name: Name,
  ...[path]: [PathNames<Name>] extends [never] ? [] : [path: PathValues<Name>]
): string {
  return API_BASE + fillPath(partsOf(name).path, path);
}

/** @param values of every name in the path; they cannot leave their place in it. */
export function fillPath(path: string, values: Readonly<Record<string, string>> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
}

/** The query part of any request. */
export interface RequestQuery {
  readonly query?: TicketQuery;
  readonly asLevel?: string | undefined;
  readonly parameters?: Readonly<Record<string, string | number | undefined>>;
}

/** The canonical query string of a request, without a leading `?`. */
export function queryStringOf({ query, asLevel, parameters = {} }: RequestQuery): string {
  const own = Object.entries(parameters).flatMap(([name, value]): Parameter[] =>
    value === undefined ? [] : [{ name, value: String(value) }],
  );
  return encodeQueryString([
    ...(query === undefined ? [] : formatTicketQuery(query)),
    ...(asLevel === undefined ? [] : [{ name: 'asLevel', value: asLevel }]),
    ...own,
  ]);
}

/** Any request to an endpoint, whatever it declares. */
export interface AnyRequest extends RequestQuery {
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Where a request goes: its method, and the address on the endpoint's own server. */
export function requestTo(name: EndpointId, request: AnyRequest): { method: Method; address: string } {
  const { method, path } = partsOf(name);
  const query = queryStringOf(request);
  return { method, address: `${API_BASE}${fillPath(path, request.path)}${query === '' ? '' : `?${query}`}` };
}
