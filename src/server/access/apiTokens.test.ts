import { expect } from 'vitest';
import {
  type ApiToken,
  apiTokenListSchema,
  apiTokenSchema,
  issuedTokenSchema,
} from '../../contract/responses/commandResponses';
import { test as base } from '../../testing/fixtures';
import { TestBrowser } from '../../testing/testBrowser';

/** API tokens as the commands ask the server for them. */

const NEW = { holder: 'anna@example.com', permissions: ['reportTickets'], ttlSeconds: 3600 };

const test = base
  .extend('post', ({ server }) => async (path: string, body: object = {}, key = server.backend.commandKey) => {
    return server.call(path, { method: 'POST', body: JSON.stringify({ key, ...body }) });
  })
  .extend('issue', ({ post }) => async () => {
    return issuedTokenSchema.parse(await (await post('/tokens', NEW)).json()).token;
  })
  .extend('newest', ({ post }) => async (): Promise<ApiToken> => {
    const [token] = apiTokenListSchema.parse(await (await post('/tokens/list')).json()).tokens;
    if (token === undefined) throw new Error('no token is listed');
    return token;
  })
  .extend(
    'statusOf',
    ({ server }) =>
      async (token: string) =>
        (await server.call('/profile', { token })).status,
  );

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

test('one is issued, listed with its id, and works', async ({ issue, newest, statusOf }) => {
  const token = await issue();
  expect(await statusOf(token)).toBe(200);
  const listed = await newest();
  expect(listed).toMatchObject({ holder: NEW.holder, permissions: NEW.permissions, revokedAt: null });
  expect(new Date(listed.expiresAt).getTime() - new Date(listed.issuedAt).getTime()).toBe(3_600_000);
  expect(JSON.stringify(listed)).not.toContain(token);
});

test('one is revoked by itself, with the session that began with it', async ({
  server,
  post,
  issue,
  newest,
  statusOf,
}) => {
  const other = await issue();
  const token = await issue();
  const browser = new TestBrowser(server);
  await browser.post('/session', { token });
  expect((await browser.call('/profile')).status).toBe(200);

  const { id } = await newest();
  const revoked = apiTokenSchema.parse(await (await post(`/tokens/${id}/revoke`)).json());
  expect(revoked).toMatchObject({ id, revokedAt: expect.any(String) });
  expect(await statusOf(token)).toBe(401);
  expect((await browser.call('/profile')).status).toBe(401);
  expect((await new TestBrowser(server).post('/session', { token })).status).toBe(401);
  expect(await statusOf(other)).toBe(200);
  // Again, it is what it was.
  expect(await (await post(`/tokens/${id}/revoke`)).json()).toEqual(revoked);
});

test('those without an id go on: of the version before, and of whoever else has the secret', async ({
  server,
  statusOf,
}) => {
  expect(await statusOf(await server.tokenFor('ben@example.com', ['reportTickets']))).toBe(200);
});

test('an id that nobody was given is not found', async ({ post }) => {
  expect((await post('/tokens/none/revoke')).status).toBe(404);
});

test.for(['/tokens', '/tokens/list', '/tokens/x/revoke', '/session/links'])(
  '%s is for whoever has the key of the data folder alone',
  async (path, { server, post }) => {
    expect((await post(path, path === '/tokens' ? NEW : {}, 'another')).status).toBe(403);
    expect((await server.call(path, { method: 'POST', body: '{}', token: '' })).status).toBe(401);
  },
);

test('the list forgets what has been over for long', async ({ server, issue }) => {
  const { state } = server.backend;
  const old = "now() - interval '40 days'";
  await state.query(
    `INSERT INTO api_tokens (id, holder, permissions, issued_at, expires_at) VALUES ('old', '', '{}', ${old}, ${old})`,
  );
  await issue();
  expect(await state.query("SELECT 1 FROM api_tokens WHERE id = 'old'")).toEqual([]);
});
