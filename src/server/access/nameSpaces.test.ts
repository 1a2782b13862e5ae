import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { expect } from 'vitest';
import { viewListSchema } from '../../contract/responses/savedViews';
import { profileSchema } from '../../contract/responses/sessionResponses';
import { test as base } from '../../testing/fixtures';
import { openTestBackend } from '../../testing/testBackend';
import { TestBrowser } from '../../testing/testBrowser';

/** Somebody who may choose an id in tokens of the secret, and an identity provider's user with the same id. */

const ID = 'u1';
const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('provider', { scope: 'file' }, async ({}, { onCleanup }) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }];
    const jwks = createServer((_, response) => {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys }));
    }).listen(0, '127.0.0.1');
    await once(jwks, 'listening');
    onCleanup(() => void jwks.close());
    const token = await new SignJWT({ email: 'paula@example.com', permissions: ['reportTickets', 'importTickets'] })
      .setSubject(ID)
      .setAudience('ticketlens')
      .setExpirationTime('1h')
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .sign(privateKey);
    return { url: `http://127.0.0.1:${(jwks.address() as AddressInfo).port}/jwks`, token };
  })
  .extend('server', { scope: 'file' }, async ({ provider }, { onCleanup }) => {
    const server = await openTestBackend({ JWKS_URL: provider.url, JWT_AUDIENCE: 'ticketlens' });
    onCleanup(() => server.close());
    return server;
  });

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

test('are two users: neither finds what the other keeps, and each is called by the id as before', async ({
  server,
  provider,
}) => {
  const secret = await server.backend.sessions.tokens.issue(
    { id: ID, email: 'sam@example.com', name: 'Sam', permissions: ['reportTickets', 'importTickets'] },
    'api',
    600,
  );
  const browser = new TestBrowser(server);
  await browser.post('/session', { token: provider.token });
  type Call = (path: string, init?: RequestInit) => Promise<Response>;
  const asProvider: Call = (path, init) => server.call(path, { ...init, token: provider.token });
  const asSecret: Call = (path, init) => server.call(path, { ...init, token: secret });

  const body = JSON.stringify({ name: 'Mine', query: '' });
  expect((await asProvider('/views', { method: 'POST', body })).status).toBe(201);
  expect((await asProvider('/imports?name=a.csv', { method: 'POST', body: 'id,createdAt\n' })).status).toBe(201);
  // The session that began with the token is still the provider's user, though our own key signs its cookie.
  const inBrowser: Call = (path, init) => browser.call(path, init);
  for (const call of [asProvider, inBrowser]) {
    expect(profileSchema.parse(await (await call('/profile')).json()).id).toBe(ID);
    expect(viewListSchema.parse(await (await call('/views')).json()).views).toHaveLength(1);
    expect(await (await call('/imports')).json()).toMatchObject({ uploads: [{}] });
  }
  expect(profileSchema.parse(await (await asSecret('/profile')).json()).id).toBe(ID);
  expect(viewListSchema.parse(await (await asSecret('/views')).json()).views).toEqual([]);
  expect(await (await asSecret('/imports')).json()).toMatchObject({ uploads: [] });
});
