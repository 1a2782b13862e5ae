import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { type SavedView, savedViewSchema, viewListSchema } from '../../contract/responses/savedViews';
import { profileSchema } from '../../contract/responses/sessionResponses';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';

const CHAT = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
const BY_AGENT = 'filters[0][key]=email&filters[0][comparator]=%3D&filters[0][value]=agent-sentinel@x.example';
let server: TestBackend;
let token: string;
let users = 0;

beforeAll(async () => {
  server = await openTestBackend();
});
afterAll(() => server.close());
beforeEach(async () => {
  server.backend.config.privacyLevel = 'full';
  users += 1;
  token = await server.tokenFor(`user${users}@example.com`, ['reportTickets']);
});

function send(method: string, path: string, body?: unknown, init: RequestInit & { token?: string } = {}) {
  return server.call(path, { method, token, ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...init });
}

async function saved(name: string, query = CHAT, isDefault?: boolean): Promise<SavedView> {
  const response = await send('POST', '/views', { name, query, ...(isDefault === undefined ? {} : { isDefault }) });
  expect(response.status).toBe(201);
  return savedViewSchema.parse(await response.json());
}

async function listed(as = token): Promise<SavedView[]> {
  return viewListSchema.parse(await (await server.call('/views', { token: as })).json()).views;
}

async function defaultView(search = ''): Promise<string | null> {
  return profileSchema.parse(await (await server.call(`/profile${search}`, { token })).json()).defaultView;
}

async function refusal(response: Response) {
  return { status: response.status, ...errorBodySchema.parse(await response.json()).error };
}

test('a view is saved, listed by name, renamed, changed and deleted', async () => {
  const late = await saved('Late', `page=4&${CHAT}`);
  expect(late).toMatchObject({ name: 'Late', query: CHAT, isDefault: false });
  const all = await saved('  all   tickets ', '');
  expect(all.name).toBe('all tickets');
  expect(await listed()).toEqual([all, late]);

  const renamed = await send('PATCH', `/views/${late.id}`, { name: 'A first' });
  expect(await renamed.json()).toEqual({ ...late, name: 'A first' });
  await send('PATCH', `/views/${late.id}`, { query: 'pageSize=50' });
  expect(await listed()).toEqual([{ ...late, name: 'A first', query: 'pageSize=50' }, all]);

  expect((await send('DELETE', `/views/${late.id}`)).status).toBe(204);
  expect(await listed()).toEqual([all]);
  expect((await send('DELETE', `/views/${late.id}`)).status).toBe(404);
});

test('one view at most is the default, and the profile says its query', async () => {
  expect(await defaultView()).toBeNull();
  const first = await saved('First', CHAT, true);
  expect(await defaultView()).toBe(CHAT);
  const second = await saved('Second', 'pageSize=100', true);
  expect((await listed()).map(({ isDefault }) => isDefault)).toEqual([false, true]);
  await send('PATCH', `/views/${first.id}`, { isDefault: true });
  expect((await listed()).map(({ isDefault }) => isDefault)).toEqual([true, false]);
  await send('PATCH', `/views/${first.id}`, { isDefault: false });
  expect(await defaultView()).toBeNull();
  await send('PATCH', `/views/${second.id}`, { isDefault: true });
  await send('DELETE', `/views/${second.id}`);
  expect(await defaultView()).toBeNull();
});

test('views are their owner’s alone', async () => {
  const view = await saved('Mine', CHAT, true);
  const owner = token;
  token = await server.tokenFor('stranger@example.com', ['reportTickets', 'exportData', 'importTickets']);
  expect(await listed()).toEqual([]);
  expect(await defaultView()).toBeNull();
  expect((await send('PATCH', `/views/${view.id}`, { name: 'Yours' })).status).toBe(404);
  expect((await send('DELETE', `/views/${view.id}`)).status).toBe(404);
  expect(await listed(owner)).toEqual([view]);
});

test('a view that names a hidden column keeps its name and says nothing else', async () => {
  const view = await saved('By agent', BY_AGENT, true);
  server.backend.config.privacyLevel = 'none';
  expect(await listed()).toEqual([{ ...view, query: null }]);
  expect(await defaultView()).toBeNull();
  expect(await (await send('PATCH', `/views/${view.id}`, { name: 'Renamed' })).json()).toMatchObject({ query: null });
  expect((await send('PATCH', `/views/${view.id}`, { query: BY_AGENT })).status).toBe(403);
  server.backend.config.privacyLevel = 'full';
  expect(await defaultView('?asLevel=none')).toBeNull();
  expect((await listed())[0]?.query).toContain('sentinel');
});

describe('what is refused', () => {
  test.each([
    [{ name: '', query: '' }, 'name'],
    [{ name: '   ', query: '' }, 'name'],
    [{ name: 'a'.repeat(81), query: '' }, 'name'],
    [{ name: 'a\u0000b', query: '' }, 'name'],
    [{ name: '\ud800', query: '' }, 'name'],
    [{ name: 7, query: '' }, 'name'],
    [{ name: 'a' }, 'query'],
    [{ name: 'a', query: 'a'.repeat(120_001) }, 'query'],
    [{ name: 'a', query: 'page=0' }, 'page'],
    [{ name: 'a', query: `${BY_AGENT}\ud800` }, 'filters[0][value]'],
    [{ name: 'a', query: '', isDefault: 'yes' }, 'isDefault'],
    [{ name: 'a', query: '', user_id: 'b' }, 'user_id'],
  ])('%j', async (body, parameter) => {
    expect(await refusal(await send('POST', '/views', body))).toMatchObject({ status: 400, parameter });
    expect(await listed()).toEqual([]);
  });

  test('a name that is taken, whatever its case', async () => {
    const { id } = await saved('Über late');
    expect(await refusal(await send('POST', '/views', { name: 'ÜBER  LATE', query: '' }))).toMatchObject({
      status: 409,
      parameter: 'name',
    });
    const other = await saved('Other');
    expect((await send('PATCH', `/views/${other.id}`, { name: 'über late' })).status).toBe(409);
    expect((await send('PATCH', `/views/${id}`, { name: 'über LATE' })).status).toBe(200);
  });

  test('more than a hundred, also when they come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 103 }, (_, index) => send('POST', '/views', { name: `View ${index}`, query: '' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(100);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3);
    expect(await listed()).toHaveLength(100);
  });

  test('an id that is none, no permission, no token, another site', async () => {
    expect((await send('PATCH', '/views/1', { name: 'a' })).status).toBe(404);
    expect((await send('GET', '/views', undefined, { token: '' })).status).toBe(401);
    expect((await send('GET', '/views', undefined, { token: await server.tokenFor('x@x.example', []) })).status).toBe(
      403,
    );
    const { id } = await saved('Mine');
    const headers = { Origin: 'https://evil.example' };
    for (const [method, path] of [
      ['POST', '/views'],
      ['PATCH', `/views/${id}`],
      ['DELETE', `/views/${id}`],
    ] as const) {
      const body = method === 'DELETE' ? undefined : { name: 'Evil', query: '' };
      expect((await send(method, path, body, { headers })).status).toBe(403);
    }
    expect((await listed()).map(({ name }) => name)).toEqual(['Mine']);
  });
});
