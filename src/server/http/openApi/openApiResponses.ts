import type { NamedEndpoint } from '../../../contract/endpoints/endpointList';
import type { ResponseDeclaration, SuccessResponse } from '../../../contract/endpoints/response';
import { recordOf } from '../../../contract/recordOf';
import { DESCRIPTIONS } from './descriptions/descriptions';
import { jsonSchema } from './jsonSchema';

/** The responses of an endpoint for the OpenAPI document: its own, and those that every endpoint of its kind can give. */
export function responsesOf(endpoint: NamedEndpoint): object {
  const words: Readonly<Record<string, string>> = DESCRIPTIONS[endpoint.id];
  const asOf = endpoint.readsTickets ?? endpoint.asOf ?? false;
  const own = Object.entries(endpoint.responses).map(([status, response]) => [
    status,
    shown(response, words[status] ?? '', asOf),
  ]);
  const common = Object.entries(commonOf(endpoint)).map(([status, description]) => [status, failure(description)]);
  return { ...Object.fromEntries([...common, ...own]), default: failure('Something went wrong on the server') };
}

function commonOf(endpoint: NamedEndpoint): Record<number, string> {
  const { method, access, body, readsTickets } = endpoint;
  const otherSite = method === 'GET' ? {} : { 403: 'The request comes from another site' };
  return {
    400: 'Something is not understood; parameter says what',
    ...(access === 'public' ? otherSite : ofSession(endpoint)),
    ...(readsTickets === true ? { 404: 'There is no such short link' } : {}),
    ...(method === 'GET' ? {} : { 408: 'The request did not arrive in time' }),
    ...(body === undefined ? {} : { 413: 'The body is too large' }),
    414: 'The address is too long',
    ...(endpoint.access !== 'public'
      ? {
          429: 'The caller asks for too much at once, or more than the audit records; Retry-After says when to ask again',
        }
      : {}),
    503: 'The server is starting, or has no room, and Retry-After says when to ask again; or a limit of time or memory was met',
  };
}

function ofSession({ readsTickets, changesState }: NamedEndpoint): Record<number, string> {
  const hidden = readsTickets === true ? ', or a column does not exist for the caller' : '';
  const otherSite = changesState === true ? ', or the request comes from another site' : '';
  return {
    401: 'Nobody is signed in',
    403: `A permission is missing${hidden}${otherSite}`,
    412: 'The session is another user’s than X-User names',
  };
}

const ERROR = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
const AS_OF = { description: 'Wall time that the answer is of', schema: { type: 'string' } };

function failure(description: string): object {
  return { description, content: ERROR };
}

function shown(response: ResponseDeclaration, description: string, asOf: boolean): object {
  if (response.kind === 'error') return failure(description);
  const content = contentOf(response);
  return {
    description,
    ...(asOf ? { headers: { 'X-As-Of': AS_OF } } : {}),
    ...(content === undefined ? {} : { content }),
  };
}

function contentOf(response: SuccessResponse): object | undefined {
  switch (response.kind) {
    case 'json':
      return {
        'application/json': { schema: jsonSchema(response.schema) },
        ...('types' in response ? Object.fromEntries(response.types.map((type) => [type, {}])) : {}),
      };
    case 'events':
      return { 'text/event-stream': { schema: jsonSchema(response.schema) } };
    case 'file':
      return recordOf(response.types, () => ({}));
    case 'empty':
      return undefined;
  }
}
