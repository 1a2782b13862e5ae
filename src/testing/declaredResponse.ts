import { deepStrictEqual, ok } from 'node:assert';
import { API_BASE } from '../contract/endpoints/endpoint';
import { ENDPOINT_LIST, type NamedEndpoint } from '../contract/endpoints/endpointList';
import { responsesOf } from '../server/http/openApi/openApiResponses';

/**
 * That a response is one which its endpoint declares, and holds that and nothing else: a type takes a value with
 * more in it than it says. The server itself does not look, since large responses would cost it time.
 * @param path as it was asked for, with or without a query string.
 */
export async function checkDeclared(method: string, path: string, response: Response): Promise<void> {
  const endpoint = endpointAt(method, path);
  if (endpoint === undefined) return;
  const { status } = response;
  const what = `${endpoint.id} answers ${status}`;
  ok(status === 500 || statusesOf(endpoint).has(String(status)), `${what}, which is not declared`);
  const [, declared] = Object.entries(endpoint.responses).find(([each]) => Number(each) === status) ?? [];
  if (declared?.kind === 'file')
    ok(
      declared.types.some((type) => typeOf(response).startsWith(type)),
      what,
    );
  if (declared?.kind !== 'json') return;
  if ('types' in declared && declared.types.some((type) => typeOf(response).startsWith(type))) return;
  const body: unknown = await response.clone().json();
  deepStrictEqual(declared.schema.parse(body), body, `${what} with more than is declared`);
}

const statuses = new Map<string, ReadonlySet<string>>();

/** Described once: that takes longer than most requests. */
function statusesOf(endpoint: NamedEndpoint): ReadonlySet<string> {
  const known = statuses.get(endpoint.id) ?? new Set(Object.keys(responsesOf(endpoint)));
  statuses.set(endpoint.id, known);
  return known;
}

function typeOf(response: Response): string {
  return response.headers.get('Content-Type') ?? '';
}

/** Compiled once, for the same reason. */
const PATHS = ENDPOINT_LIST.map((endpoint) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`),
}));

function endpointAt(method: string, path: string): NamedEndpoint | undefined {
  const [bare = ''] = path.replace(API_BASE, '').split('?');
  return PATHS.find(({ endpoint, pattern }) => endpoint.method === method && pattern.test(bare))?.endpoint;
}
