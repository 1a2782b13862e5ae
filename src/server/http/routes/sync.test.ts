import { expect } from 'vitest';
import { errorBodySchema } from '../../../contract/errors';
import { test as base } from '../../../testing/fixtures';

const test = base
  .extend('importer', ({ server }) => server.tokenFor('anna@example.com', ['importTickets']))
  .extend('refusal', ({ server, importer }) => async (body: object, token = importer) => {
    const response = await server.call('/sync/from', { method: 'POST', body: JSON.stringify(body), token });
    return { status: response.status, ...errorBodySchema.parse(await response.json()).error };
  });

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

test('requests that are the first to ask for what is known of an upstream agree on it', async ({ server }) => {
  const statuses = await Promise.all(Array.from({ length: 8 }, () => server.call('/profile')));
  expect(statuses.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
});

test('only who may read the data folder can have the server ask an address that it was not set up for', async ({
  server,
  importer,
  refusal,
}) => {
  const asked = { url: 'http://127.0.0.1:9', token: 't', replace: false };
  expect(await refusal({ ...asked, key: 'guessed' })).toMatchObject({ status: 403 });
  const key = server.backend.commandKey;
  const reader = await server.tokenFor('ben@example.com', ['reportTickets', 'exportData']);
  expect(await refusal({ ...asked, key }, reader)).toMatchObject({ status: 403 });
  expect(await refusal({ ...asked, key, url: 'ftp://x' })).toMatchObject({ status: 400, parameter: 'url' });
  expect(await refusal({ key, url: asked.url, replace: false })).toMatchObject({ status: 400, parameter: 'token' });
  expect((await server.call('/sync', { token: importer })).status).toBe(404);
  expect((await server.call('/sync', { method: 'POST', token: importer })).status).toBe(404);
});
