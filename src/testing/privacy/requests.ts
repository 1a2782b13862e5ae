import { fillPath } from '../../contract/endpoints/address';
import type { NamedEndpoint } from '../../contract/endpoints/endpointList';
import type { TestBackend } from '../testBackend';
import { type EndpointSample, SAMPLES } from './samples';
import { type Made, type PrivacyWorld, WALKER } from './world';

/** The requests from the samples of an endpoint. */

export interface WalkRequest {
  endpoint: NamedEndpoint;
  sample: EndpointSample;
  id?: keyof Made;
  query: string;
  body?: string;
}

/** Every id, body and format, without any other parameter. */
export function plainRequests(endpoint: NamedEndpoint): WalkRequest[] {
  const sample = SAMPLES[endpoint.id];
  const { ids = [undefined], bodies = [undefined], parameters, base = '' } = sample;
  return ids.flatMap((id) =>
    bodies.flatMap((body) =>
      (parameters.format ?? ['']).map((format) => ({
        endpoint,
        sample,
        query: joined(base, format),
        ...(id === undefined ? {} : { id }),
        ...(body === undefined ? {} : { body }),
      })),
    ),
  );
}

/** Every sample of every parameter in every format. */
export function parameterRequests(endpoint: NamedEndpoint): WalkRequest[] {
  const { format, ...others } = SAMPLES[endpoint.id].parameters;
  return Object.values(others)
    .flat()
    .flatMap((query) => withQuery(endpoint, query));
}

/** Every parameter with the name of a column as its value. */
export function namingRequests(endpoint: NamedEndpoint, column: string): WalkRequest[] {
  return Object.keys(endpoint.parameters ?? {}).flatMap((name) => withQuery(endpoint, `${name}=${column}`));
}

/** A query on the first id with the first body, in every format. */
export function withQuery(endpoint: NamedEndpoint, query: string): WalkRequest[] {
  const { ids, bodies } = SAMPLES[endpoint.id];
  return plainRequests(endpoint)
    .filter((each) => each.id === ids?.[0] && each.body === bodies?.[0])
    .map((each) => ({ ...each, query: joined(each.query, query) }));
}

/** Both, with the second also in place of parameters of the same name. */
function joined(base: string, query: string): string {
  const name = (part: string) => part.split('=')[0];
  const named = new Set(query.split('&').map(name));
  const kept = base.split('&').filter((part) => part !== '' && !named.has(name(part)));
  return [...kept, query].filter((part) => part !== '').join('&');
}

/** Sends a request as WALKER with these permissions. @param asLevel goes with every request. */
export async function sendRequest(
  world: PrivacyWorld,
  request: WalkRequest,
  permissions: readonly string[],
  asLevel?: string,
): Promise<Response> {
  const { server, made } = world;
  const token = await server.tokenFor(WALKER, permissions);
  const query = joined(request.query, asLevel === undefined ? '' : `asLevel=${asLevel}`);
  const search = query.replace(/\{(\w+)\}/g, (_, name: keyof Made) => made[name]);
  const path = fillPath(request.endpoint.path, request.id === undefined ? {} : { id: made[request.id] });
  return call(server, request, `${path}${search === '' ? '' : `?${search}`}`, token);
}

function call(server: TestBackend, { endpoint, body }: WalkRequest, path: string, token: string): Promise<Response> {
  const sent = body === undefined ? {} : { body: body.replace('{token}', token) };
  return server.call(path, { method: endpoint.method, token, ...sent });
}

/** For messages of the tests. */
export function wordsOf({ endpoint, id, query, body }: WalkRequest): string {
  return `${endpoint.id} ${id ?? ''} ?${query} ${body ?? ''}`;
}
