import type { Route } from '../../server/http/route';
import type { TestBackend } from '../testBackend';
import { type RouteSample, sampleOf } from './samples';
import { type Made, type PrivacyWorld, WALKER } from './world';

/** The requests from the samples of a route. */

export interface WalkRequest {
  route: Route;
  sample: RouteSample;
  id?: keyof Made;
  query: string;
  body?: string;
}

/** Every id, body and format, without any other parameter. */
export function plainRequests(route: Route): WalkRequest[] {
  const sample = sampleOf(route);
  const { ids = [undefined], bodies = [undefined], parameters, base = '' } = sample;
  return ids.flatMap((id) =>
    bodies.flatMap((body) =>
      (parameters.format ?? ['']).map((format) => ({
        route,
        sample,
        query: joined(base, format),
        ...(id === undefined ? {} : { id }),
        ...(body === undefined ? {} : { body }),
      })),
    ),
  );
}

/** Every sample of every parameter in every format. */
export function parameterRequests(route: Route): WalkRequest[] {
  const { format, ...others } = sampleOf(route).parameters;
  return Object.values(others)
    .flat()
    .flatMap((query) => withQuery(route, query));
}

/** Every parameter with the name of a column as its value. */
export function namingRequests(route: Route, column: string): WalkRequest[] {
  return Object.keys(route.parameters ?? {}).flatMap((name) => withQuery(route, `${name}=${column}`));
}

/** A query on the first id with the first body, in every format. */
export function withQuery(route: Route, query: string): WalkRequest[] {
  const { ids, bodies } = sampleOf(route);
  return plainRequests(route)
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
  const path = request.route.path.replace('{id}', request.id === undefined ? '' : made[request.id]);
  return call(server, request, `${path}${search === '' ? '' : `?${search}`}`, token);
}

function call(server: TestBackend, { route, body }: WalkRequest, path: string, token: string): Promise<Response> {
  const sent = body === undefined ? {} : { body: body.replace('{token}', token) };
  return server.call(path, { method: route.method.toUpperCase(), token, ...sent });
}

/** For messages of the tests. */
export function wordsOf({ route, id, query, body }: WalkRequest): string {
  return `${route.method} ${route.path} ${id ?? ''} ?${query} ${body ?? ''}`;
}
