import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { type SavedView, savedViewSchema, viewListSchema } from '../../contract/responses/savedViews';
import { profileSchema } from '../../contract/responses/sessionResponses';
import { test as base } from '../../testing/fixtures';
import type { TestBackend } from '../../testing/testBackend';

const CHAT = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
const BY_AGENT = 'filters[0][key]=email&filters[0][comparator]=%3D&filters[0][value]=agent-sentinel@x.example';

/** The requests of one user. */
function viewsOf(server: TestBackend, token: string) {
  const send = (method: string, path: string, body?: unknown, init: RequestInit & { token?: string } = {}) =>
    server.call(path, { method, token, ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...init });
  return {
    send,
    async saved(name: string, query = CHAT, isDefault?: boolean): Promise<SavedView> {
      const response = await send('POST', '/views', { name, query, ...(isDefault === undefined ? {} : { isDefault }) });
      expect(response.status).toBe(201);
      return savedViewSchema.parse(await response.json());
    },
    async listed(): Promise<SavedView[]> {
      return viewListSchema.parse(await (await server.call('/views', { token })).json()).views;
    },
    async defaultView(search = ''): Promise<string | null> {
      return profileSchema.parse(await (await server.call(`/profile${search}`, { token })).json()).defaultView;
    },
  };
}

/** `user` is another one in each test, so that none sees the views of an earlier one. */
const test = base.extend('user', async ({ server }) => {
  server.backend.config.privacyLevel = 'full';
  return viewsOf(server, await server.tokenFor(`${randomUUID()}@example.com`, ['reportTickets']));
});

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

async function refusal(response: Response) {
  return { status: response.status, ...errorBodySchema.parse(await response.json()).error };
}

test('a view is saved, listed by name, renamed, changed and deleted', async ({ user }) => {
  const late = await user.saved('Late', `page=4&${CHAT}`);
  expect(late).toMatchObject({ name: 'Late', query: CHAT, isDefault: false });
  const all = await user.saved('  all   tickets ', '');
  expect(all.name).toBe('all tickets');
  expect(await user.listed()).toEqual([all, late]);

  const renamed = await user.send('PATCH', `/views/${late.id}`, { name: 'A first' });
  expect(await renamed.json()).toEqual({ ...late, name: 'A first' });
  await user.send('PATCH', `/views/${late.id}`, { query: 'pageSize=50' });
  expect(await user.listed()).toEqual([{ ...late, name: 'A first', query: 'pageSize=50' }, all]);

  expect((await user.send('DELETE', `/views/${late.id}`)).status).toBe(204);
  expect(await user.listed()).toEqual([all]);
  expect((await user.send('DELETE', `/views/${late.id}`)).status).toBe(404);
});

test('one view at most is the default, and the profile says its query', async ({ user }) => {
  expect(await user.defaultView()).toBeNull();
  const first = await user.saved('First', CHAT, true);
  expect(await user.defaultView()).toBe(CHAT);
  const second = await user.saved('Second', 'pageSize=100', true);
  expect((await user.listed()).map(({ isDefault }) => isDefault)).toEqual([false, true]);
  await user.send('PATCH', `/views/${first.id}`, { isDefault: true });
  expect((await user.listed()).map(({ isDefault }) => isDefault)).toEqual([true, false]);
  await user.send('PATCH', `/views/${first.id}`, { isDefault: false });
  expect(await user.defaultView()).toBeNull();
  await user.send('PATCH', `/views/${second.id}`, { isDefault: true });
  await user.send('DELETE', `/views/${second.id}`);
  expect(await user.defaultView()).toBeNull();
});

test('views are their owner’s alone', async ({ server, user }) => {
  const view = await user.saved('Mine', CHAT, true);
  const token = await server.tokenFor('stranger@example.com', ['reportTickets', 'exportData', 'importTickets']);
  const stranger = viewsOf(server, token);
  expect(await stranger.listed()).toEqual([]);
  expect(await stranger.defaultView()).toBeNull();
  expect((await stranger.send('PATCH', `/views/${view.id}`, { name: 'Yours' })).status).toBe(404);
  expect((await stranger.send('DELETE', `/views/${view.id}`)).status).toBe(404);
  expect(await user.listed()).toEqual([view]);
});

test('a shared view is everybody’s to open, by its owner’s name, and its owner’s alone to change', async ({
  server,
  user,
}) => {
  const view = await user.saved('For all', CHAT, true);
  await user.saved('Mine', BY_AGENT);
  const shared = await user.send('PATCH', `/views/${view.id}`, { isShared: true });
  expect(await shared.json()).toEqual({ ...view, isShared: true });
  const colleague = viewsOf(server, await server.tokenFor(`${randomUUID()}@example.com`, ['reportTickets']));
  const [seen, ...others] = (await colleague.listed()).filter(({ id }) => id === view.id);
  expect(seen).toMatchObject({ name: 'For all', query: CHAT, isDefault: false, isShared: true });
  expect(seen?.sharedBy).toMatch(/@example\.com$/);
  expect(others).toEqual([]);
  expect((await colleague.send('PATCH', `/views/${view.id}`, { name: 'Yours' })).status).toBe(404);
  expect((await colleague.send('DELETE', `/views/${view.id}`)).status).toBe(404);
  // The same name is theirs to use.
  await colleague.saved('For all');
  await user.send('PATCH', `/views/${view.id}`, { isShared: false });
  expect((await colleague.listed()).filter(({ id }) => id === view.id)).toEqual([]);
});

test('a shared view that names a hidden column says nothing to whom it is hidden from', async ({ server, user }) => {
  server.backend.config.privacyLevel = 'partiallyPseudonymized';
  const seeing = viewsOf(
    server,
    await server.tokenFor(`${randomUUID()}@example.com`, ['reportTickets', 'viewSensitiveDataInExport']),
  );
  const view = await seeing.saved('By agent', BY_AGENT);
  await seeing.send('PATCH', `/views/${view.id}`, { isShared: true });
  const [listed] = (await user.listed()).filter(({ id }) => id === view.id);
  expect(listed).toMatchObject({ name: 'By agent', query: null });
  await seeing.send('DELETE', `/views/${view.id}`);
});

test('one user shares only so many, so that nobody takes the room of all', async ({ user }) => {
  const share = { query: '', isShared: true };
  for (let at = 0; at < 20; at += 1) await user.send('POST', '/views', { name: `Shared ${at}`, ...share });
  const own = await user.saved('One more');
  const refused = { status: 409, message: 'You share 20 views, which is the most', parameter: 'isShared' };
  expect(await refusal(await user.send('PATCH', `/views/${own.id}`, { isShared: true }))).toMatchObject(refused);
  expect(await refusal(await user.send('POST', '/views', { name: 'x', ...share }))).toMatchObject(refused);
  // What is shared already stays so, whatever else of it changes.
  const shared = (await user.listed()).filter(({ isShared }) => isShared);
  expect(shared).toHaveLength(20);
  expect((await user.send('PATCH', `/views/${shared[0]?.id}`, { isShared: true, name: 'A name' })).status).toBe(200);
  for (const { id } of shared) await user.send('DELETE', `/views/${id}`);
});

test('only so many views are shared, since everybody’s list has them', async ({ server, user }) => {
  const own = await user.saved('One more');
  await server.backend.state.query(
    `INSERT INTO saved_views (id, user_id, name, query, is_default, shared_by, saved_at)
     SELECT gen_random_uuid(), 'secret:many', 'n' || n, '', false, 'Many', now() FROM generate_series(1, 200) AS n`,
  );
  expect(await refusal(await user.send('PATCH', `/views/${own.id}`, { isShared: true }))).toMatchObject({
    status: 409,
    parameter: 'isShared',
  });
  expect(await refusal(await user.send('POST', '/views', { name: 'x', query: '', isShared: true }))).toMatchObject({
    status: 409,
  });
  await server.backend.state.query("DELETE FROM saved_views WHERE user_id = 'secret:many'");
});

test('a view that names a hidden column keeps its name and says nothing else', async ({ server, user }) => {
  const view = await user.saved('By agent', BY_AGENT, true);
  server.backend.config.privacyLevel = 'none';
  expect(await user.listed()).toEqual([{ ...view, query: null }]);
  expect(await user.defaultView()).toBeNull();
  expect(await (await user.send('PATCH', `/views/${view.id}`, { name: 'Renamed' })).json()).toMatchObject({
    query: null,
  });
  expect((await user.send('PATCH', `/views/${view.id}`, { query: BY_AGENT })).status).toBe(403);
  server.backend.config.privacyLevel = 'full';
  expect(await user.defaultView('?asLevel=none')).toBeNull();
  expect((await user.listed())[0]?.query).toContain('sentinel');
});

describe('what is refused', () => {
  test.for([
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
    [{ name: 'a', query: '', isShared: 1 }, 'isShared'],
    [{ name: 'a', query: '', sharedBy: 'b' }, 'sharedBy'],
  ] as const)('%j', async ([body, parameter], { user }) => {
    expect(await refusal(await user.send('POST', '/views', body))).toMatchObject({ status: 400, parameter });
    expect(await user.listed()).toEqual([]);
  });

  test('a name that is taken, whatever its case', async ({ user }) => {
    const { id } = await user.saved('Über late');
    expect(await refusal(await user.send('POST', '/views', { name: 'ÜBER  LATE', query: '' }))).toMatchObject({
      status: 409,
      parameter: 'name',
    });
    const other = await user.saved('Other');
    expect((await user.send('PATCH', `/views/${other.id}`, { name: 'über late' })).status).toBe(409);
    expect((await user.send('PATCH', `/views/${id}`, { name: 'über LATE' })).status).toBe(200);
  });

  test('more than a hundred, also when they come at once', async ({ user }) => {
    const answers: number[] = [];
    // No user may have more than 32 requests under way.
    for (const first of [0, 25, 50, 75]) {
      const names = Array.from({ length: first < 75 ? 25 : 28 }, (_, index) => `View ${first + index}`);
      const sent = await Promise.all(names.map((name) => user.send('POST', '/views', { name, query: '' })));
      answers.push(...sent.map(({ status }) => status));
    }
    expect(answers.filter((status) => status === 201)).toHaveLength(100);
    expect(answers.filter((status) => status === 409)).toHaveLength(3);
    expect(await user.listed()).toHaveLength(100);
  });

  test('an id that is none, no permission, no token, another site', async ({ server, user }) => {
    expect((await user.send('PATCH', '/views/1', { name: 'a' })).status).toBe(404);
    expect((await user.send('GET', '/views', undefined, { token: '' })).status).toBe(401);
    expect(
      (await user.send('GET', '/views', undefined, { token: await server.tokenFor('x@x.example', []) })).status,
    ).toBe(403);
    const { id } = await user.saved('Mine');
    const headers = { Origin: 'https://evil.example' };
    for (const [method, path] of [
      ['POST', '/views'],
      ['PATCH', `/views/${id}`],
      ['DELETE', `/views/${id}`],
    ] as const) {
      const body = method === 'DELETE' ? undefined : { name: 'Evil', query: '' };
      expect((await user.send(method, path, body, { headers })).status).toBe(403);
    }
    expect((await user.listed()).map(({ name }) => name)).toEqual(['Mine']);
  });
});

test('a name of 100,000 marks is refused before it is composed', async ({ server }) => {
  const name = `a${'\u0301\u0323'.repeat(50_000)}`;
  const token = await server.tokenFor('anna@example.com', ['reportTickets']);
  for (let sent = 0; sent < 20; sent += 1) {
    const body = JSON.stringify({ name, query: 'period=all' });
    const answer = await server.call('/views', { token, method: 'POST', body });
    expect(answer.status).toBe(400);
  }
});
