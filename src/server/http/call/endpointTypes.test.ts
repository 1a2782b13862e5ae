// biome-ignore-all lint/suspicious/noDuplicateObjectKeys: one is written twice, which the compiler must refuse.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type EndpointTable, joinTables } from '../../../contract/endpoints/endpoint';
import { ENDPOINTS } from '../../../contract/endpoints/endpoints';
import type { RequestOf, ResponseBody } from '../../../contract/endpoints/exchange';
import { EMPTY, ERROR, file, json, jsonOrForeign } from '../../../contract/endpoints/response';
import { choice, optional, required, shortText, wholeNumber, withDefault } from '../../../contract/query/parameters';
import { HANDLERS } from '../routes/handlers';
import { type HandlersOf, NO_CONTENT, ok } from './handler';

/**
 * What the types of endpoints must refuse: each line below a `@ts-expect-error` is a mistake. Should a type be
 * loosened so that one passes, `tsc` fails here.
 */

const unit = required(choice(['m', 'cm']));
const parameters = { unit, limit: withDefault(wholeNumber(1), 5), note: optional(shortText(9)) };
const sizeSchema = z.object({ size: z.number() });
const things = {
  'GET /things/{id}': {
    access: [],
    parameters,
    responses: { 200: json(sizeSchema), 404: ERROR },
  },
  'POST /things': {
    access: 'public',
    body: z.strictObject({ size: z.number() }),
    responses: { 200: jsonOrForeign(z.object({ id: z.string() }), z.object({ message: z.string() })) },
  },
  'DELETE /things/{id}': { access: [], responses: { 204: EMPTY } },
  'GET /things/{id}/file': { access: [], responses: { 200: file(['text/csv']) } },
} as const satisfies EndpointTable;
type Things = typeof things;

// Each takes what is right, and does nothing with it.
const handle = <Name extends keyof Things>(_: Name, __: HandlersOf<Things>[Name]) => {};
const handleAll = (_: HandlersOf<Things>) => {};
const declare = (_: EndpointTable) => {};
const send = <Name extends keyof Things>(_: Name, __: RequestOf<Name, Things[Name]>) => {};
const read = <Name extends keyof Things>(_: Name, __: (body: ResponseBody<Things[Name]>) => unknown) => {};

test('what a handler is given is read already, and it answers what is declared', () => {
  handle('GET /things/{id}', ({ path, parameters: { unit, limit, note }, principal }) => {
    const given: [string, 'm' | 'cm', number, string | undefined, string] = [path.id, unit, limit, note, principal.id];
    return ok({ size: given.length });
  });
  handle('POST /things', async ({ body }) => ok({ id: body.size.toFixed() }));
  handle('DELETE /things/{id}', () => NO_CONTENT);
  handle('GET /things/{id}/file', ({ context }) => context.body('a,b'));
});

test('another answer is a type error', () => {
  // @ts-expect-error: another shape than the declared one
  handle('GET /things/{id}', () => ok({ size: '5' }));
  // @ts-expect-error: the same, later
  handle('GET /things/{id}', async () => ok({ size: '5' }));
  // @ts-expect-error: a part of the declared shape is missing
  handle('GET /things/{id}', () => ok({}));
  // @ts-expect-error: a status that is not declared
  handle('GET /things/{id}', () => ({ status: 201, body: { size: 5 } }));
  // @ts-expect-error: an error, which is thrown
  handle('GET /things/{id}', () => ({ status: 404, body: { size: 5 } }));
  // @ts-expect-error: bytes where a value is declared
  handle('GET /things/{id}', () => new Response('{"size":5}'));
  // @ts-expect-error: a value where bytes are declared
  handle('GET /things/{id}/file', () => ok('a,b'));
  // @ts-expect-error: a value where nothing is declared
  handle('DELETE /things/{id}', () => ok({ size: 5 }));
  // @ts-expect-error: what only other servers send
  handle('POST /things', () => ok({ message: 'Later' }));
});

test('what is not declared is not given', () => {
  // @ts-expect-error: a path parameter that the path does not have
  handle('GET /things/{id}', ({ path }) => ok({ size: path.name.length }));
  // @ts-expect-error: a query parameter that is not declared
  handle('GET /things/{id}', (call) => ok({ size: call.parameters.width }));
  // @ts-expect-error: a body where none is declared
  handle('GET /things/{id}', ({ body }) => ok({ size: body.size }));
  // @ts-expect-error: nobody is signed in on a public endpoint
  handle('POST /things', ({ principal }) => ok({ id: principal.id }));
  // @ts-expect-error: tickets where the endpoint reads none
  handle('GET /things/{id}', ({ scope }) => ok({ size: scope.visible.length }));
  // @ts-expect-error: a file where the endpoint takes none
  handle('GET /things/{id}', (call) => ok({ size: call.file.bytes }));
});

test('a handler for each endpoint, and an endpoint for each handler', () => {
  const { 'GET /health': _, ...withoutHealth } = HANDLERS;
  // @ts-expect-error: a declared endpoint without a handler
  const one: HandlersOf<typeof ENDPOINTS> = withoutHealth;
  expect(Object.keys(one)).not.toEqual(Object.keys(ENDPOINTS));
  expect(Object.keys(HANDLERS).sort()).toEqual(Object.keys(ENDPOINTS).sort());
  // @ts-expect-error: a handler of nothing that is declared
  const other: HandlersOf<Pick<Things, 'DELETE /things/{id}'>> = { 'DELETE /things': () => NO_CONTENT };
  expect(Object.keys(other)).toEqual(['DELETE /things']);
  // @ts-expect-error: none at all
  handleAll({});
});

test('method and path are written once', () => {
  const open = things['POST /things'];
  // @ts-expect-error: twice in one table
  declare({ 'GET /a': open, 'GET /a': open });
  const joined: Things & { 'GET /a': typeof open } = joinTables(things, { 'GET /a': open });
  expect(Object.keys(joined)).toHaveLength(5);
  // @ts-expect-error: once in each of two tables
  joinTables(things, { 'POST /things': open });
  // @ts-expect-error: the same, with a table between them
  joinTables(things, { 'GET /a': open }, { 'POST /things': open });
});

test('an endpoint declares what there is', () => {
  const open = { access: 'public', responses: {} } as const;
  declare({ 'GET /a': open });
  // @ts-expect-error: an error as a success
  declare({ 'GET /a': { ...open, responses: { 200: ERROR } } });
  // @ts-expect-error: a success as an error
  declare({ 'GET /a': { ...open, responses: { 404: EMPTY } } });
  // @ts-expect-error: a status that the API does not have
  declare({ 'GET /a': { ...open, responses: { 418: ERROR } } });
  // @ts-expect-error: a method that the API does not have
  declare({ 'PUT /a': open });
  // @ts-expect-error: a permission that there is not
  declare({ 'GET /a': { ...open, access: ['fly'] } });
  // @ts-expect-error: a second schema beside the one that documents and reads the body
  declare({ 'POST /a': { ...open, body: z.string(), checkedBy: z.string() } });
});

test('a client sends what is declared', () => {
  send('GET /things/{id}', { path: { id: '1' }, parameters: { unit: 'm', limit: 3 } });
  // @ts-expect-error: a parameter that is not declared
  send('GET /things/{id}', { path: { id: '1' }, parameters: { unit: 'm', width: 3 } });
  // @ts-expect-error: a parameter of another type
  send('GET /things/{id}', { path: { id: '1' }, parameters: { unit: 'm', limit: '3' } });
  // @ts-expect-error: without a parameter that is required
  send('GET /things/{id}', { path: { id: '1' } });
  // @ts-expect-error: without what the path leaves open
  send('DELETE /things/{id}', {});
  // @ts-expect-error: another body
  send('POST /things', { body: { size: 5, colour: 'red' } });
  // @ts-expect-error: a body where none is declared
  send('DELETE /things/{id}', { path: { id: '1' }, body: {} });
  // @ts-expect-error: a ticket query where no tickets are read
  send('DELETE /things/{id}', { path: { id: '1' }, query: { filters: [] } });
});

test('and reads what is declared', () => {
  read('GET /things/{id}', ({ size }) => size.toFixed());
  read('POST /things', (body) => ('id' in body ? body.id : body.message));
  // @ts-expect-error: the response of another endpoint
  read('POST /things', ({ size }) => size);
  // @ts-expect-error: another schema than the declared one
  read('GET /things/{id}', (body: z.infer<typeof parametersSchema>) => body.unit);
});

const parametersSchema = z.object(parameters);
