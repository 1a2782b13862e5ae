import type { NamedEndpoint } from '../../../contract/endpoints/endpoints';
import { error, type ResponseDeclaration } from '../../../contract/endpoints/response';
import { jsonSchema } from './jsonSchema';

/** The responses of an endpoint for the OpenAPI document: its own, and those that every endpoint of its kind can give. */
export function responsesOf(endpoint: NamedEndpoint): object {
  const documented: Record<string, ResponseDeclaration> = { ...commonOf(endpoint), ...endpoint.responses };
  const asOf = endpoint.readsTickets ?? endpoint.asOf ?? false;
  return {
    ...Object.fromEntries(Object.entries(documented).map(([status, response]) => [status, shown(response, asOf)])),
    default: shown(error('Something went wrong on the server'), asOf),
  };
}

function commonOf({ access, body, readsTickets }: NamedEndpoint): Record<number, ResponseDeclaration> {
  const hidden = readsTickets === true ? ', or a column does not exist for the caller' : '';
  return {
    400: error('Something is not understood; parameter says what'),
    ...(access === 'public'
      ? {}
      : { 401: error('Nobody is signed in'), 403: error(`A permission is missing${hidden}`) }),
    ...(readsTickets === true ? { 404: error('There is no such short link') } : {}),
    ...(body === undefined ? {} : { 413: error('The body is too large') }),
    414: error('The address is too long'),
    503: error('The server is starting, or has no room; Retry-After says when to ask again'),
  };
}

const ERROR = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
const AS_OF = { description: 'Wall time that the answer is of', schema: { type: 'string' } };

function shown(response: ResponseDeclaration, asOf: boolean): object {
  const { description } = response;
  if (response.kind === 'error') return { description, content: ERROR };
  const content = contentOf(response);
  return {
    description,
    ...(asOf ? { headers: { 'X-As-Of': AS_OF } } : {}),
    ...(content === undefined ? {} : { content }),
  };
}

function contentOf(response: Exclude<ResponseDeclaration, { kind: 'error' }>): object | undefined {
  switch (response.kind) {
    case 'json':
      return { 'application/json': { schema: jsonSchema(response.schema) } };
    case 'events':
      return { 'text/event-stream': { schema: jsonSchema(response.schema) } };
    case 'file':
      return Object.fromEntries(response.types.map((type) => [type, {}]));
    case 'empty':
      return undefined;
  }
}
