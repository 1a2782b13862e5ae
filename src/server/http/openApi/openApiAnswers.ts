import type { AnswerDoc, Route } from '../route';
import { jsonSchema } from './jsonSchema';

/** The answers of a route for the OpenAPI document: its own, and those that every route of its kind can give. */
export function answersOf(route: Route): object {
  const documented: Record<number, AnswerDoc> = { ...commonOf(route), ...route.answers };
  return {
    ...Object.fromEntries(
      Object.entries(documented).map(([status, answer]) => [
        status,
        Number(status) < 400 ? success(answer, route.readsTickets ?? answer.asOf ?? false) : failure(answer),
      ]),
    ),
    default: failure({ description: 'Something went wrong on the server' }),
  };
}

function commonOf({ access, body, readsTickets }: Route): Record<number, AnswerDoc> {
  const hidden = readsTickets === true ? ', or a column does not exist for the caller' : '';
  return {
    400: { description: 'Something is not understood; parameter says what' },
    ...(access === 'public'
      ? {}
      : {
          401: { description: 'Nobody is signed in' },
          403: { description: `A permission is missing${hidden}` },
        }),
    ...(body === undefined ? {} : { 413: { description: 'The body is too large' } }),
    414: { description: 'The address is too long' },
    503: { description: 'The server is starting, or has no room; Retry-After says when to ask again' },
  };
}

const AS_OF = { description: 'Wall time that the answer is of', schema: { type: 'string' } };

function success({ description, schema, types }: AnswerDoc, asOf: boolean): object {
  const shown = schema === undefined ? {} : { schema: jsonSchema(schema) };
  const names = types ?? (schema === undefined ? [] : ['application/json']);
  return {
    description,
    ...(asOf ? { headers: { 'X-As-Of': AS_OF } } : {}),
    ...(names.length === 0 ? {} : { content: Object.fromEntries(names.map((name) => [name, shown])) }),
  };
}

function failure({ description }: AnswerDoc): object {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
}
