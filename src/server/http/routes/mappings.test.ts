import { expect } from 'vitest';
import { errorBodySchema } from '../../../contract/errors';
import { auditListSchema } from '../../../contract/responses/auditResponses';
import { mappingListSchema, savedMappingSchema } from '../../../contract/responses/savedMappings';
import { test as base } from '../../../testing/fixtures';

/** Mappings that are kept by name. */

const test = base
  .extend(
    'token',
    ({ server }) =>
      (email: string, permissions = ['importTickets']) =>
        server.tokenFor(email, permissions),
  )
  .extend(
    'post',
    ({ server, token }) =>
      async (body: object, email = 'anna@example.com') =>
        server.call('/mappings', { method: 'POST', token: await token(email), body: JSON.stringify(body) }),
  )
  .extend(
    'list',
    ({ server, token }) =>
      async (email = 'ben@example.com') =>
        mappingListSchema.parse(await (await server.call('/mappings', { token: await token(email) })).json()).mappings,
  );

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

const MAPPING = { id: 'Ticket No', email: 'Agent', values: { priority: { P1: 'urgent' } }, unknownValues: 'empty' };

test('saved by one, used by all, replaced by its name, exported and deleted', async ({ server, post, list, token }) => {
  const { id } = savedMappingSchema.parse(await (await post({ name: 'Desk', mapping: MAPPING })).json());
  expect(await list()).toEqual([{ id, name: 'Desk', mapping: MAPPING }]);
  await post({ name: 'DESK', mapping: { id: 'No' } }, 'ben@example.com');
  expect(await list()).toEqual([{ id, name: 'DESK', mapping: { id: 'No' } }]);
  const file = await server.call(`/mappings/${id}`, { token: await token('carl@example.com') });
  expect(await file.json()).toEqual({ id: 'No' });
  const reader = await token('dora@example.com', ['reportTickets']);
  expect((await server.call('/mappings', { token: reader })).status).toBe(403);
  const remove = async () =>
    server.call(`/mappings/${id}`, { method: 'DELETE', token: await token('ben@example.com') });
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
  expect(await list()).toEqual([]);
});

test('the audit says who saved and who deleted one, and it is everybody’s', async ({ server, post, token }) => {
  const { id } = savedMappingSchema.parse(await (await post({ name: 'Noted', mapping: MAPPING })).json());
  await server.call(`/mappings/${id}`, { method: 'DELETE', token: await token('ben@example.com') });
  const auditor = await token('eve@example.com', ['viewAudit']);
  const response = await server.call('/audit?limit=2&kind=mappingDeleted,mappingSaved', { token: auditor });
  const { entries } = auditListSchema.parse(await response.json());
  expect(entries.map(({ kind, userEmail, detail }) => [kind, userEmail, detail])).toEqual([
    ['mappingDeleted', 'ben@example.com', 'Noted'],
    ['mappingSaved', 'anna@example.com', 'Noted'],
  ]);
});

test('a null character in an id is no mapping', async ({ server, token }) => {
  for (const method of ['GET', 'DELETE']) {
    const response = await server.call('/mappings/%00', { method, token: await token('anna@example.com') });
    expect(response.status).toBe(404);
  }
});

test('a key that no object can have is refused, not passed over', async ({ server, token }) => {
  const body = '{"name":"Odd","mapping":{"id":"No","values":{"priority":{"x":"urgent","__proto__":"low"}}}}';
  const response = await server.call('/mappings', { method: 'POST', token: await token('anna@example.com'), body });
  expect(response.status).toBe(400);
});

test.for([
  [{ mood: 'Mood' }, 'mapping', 'mood'],
  [{ values: { priority: { P1: 'highest' } } }, 'mapping.values.priority.P1', 'urgent'],
  [{ values: { topic: { A: 'B' } } }, 'topic', 'topic'],
  [{ unknownValues: 'guess' }, 'mapping.unknownValues', 'empty'],
] as const)('%j is refused with its place', async ([mapping, parameter, says], { post }) => {
  const response = await post({ name: 'Wrong', mapping });
  expect(response.status).toBe(400);
  const { error } = errorBodySchema.parse(await response.json());
  expect(error.parameter).toBe(parameter);
  expect(JSON.stringify(error)).toContain(says);
});

test('columns that somebody may not see are neither shown, named, nor lost when they save it', async ({
  server,
  post,
  list,
}) => {
  await post({ name: 'Agents', mapping: MAPPING });
  server.backend.config.privacyLevel = 'none';
  try {
    expect((await list())[0]?.mapping).toEqual({ ...MAPPING, email: undefined });
    expect((await post({ name: 'Agents', mapping: { email: 'Agent' } })).status).toBe(403);
    await post({ name: 'Agents', mapping: { id: 'No' } });
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
  expect((await list())[0]?.mapping).toEqual({ id: 'No', email: 'Agent' });
});
