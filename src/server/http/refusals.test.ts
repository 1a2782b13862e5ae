import { describe, expect, vi } from 'vitest';
import { ENDPOINT_LIST } from '../../contract/endpoints/endpointList';
import { errorBodySchema } from '../../contract/errors';
import { test as base } from '../../testing/fixtures';
import { randomTickets } from '../../testing/ticketFactory';
import { logger } from '../log/logger';
import { createApp } from './app';

const PREVIEW = '/export/reporting_tickets/preview';
const EXPORT = '/export/reporting_tickets';

const test = base.extend('refusal', ({ server }) => async (path: string, init?: RequestInit & { token?: string }) => {
  const response = await server.call(path, init);
  return { status: response.status, ...errorBodySchema.parse(await response.json()).error };
});

test.beforeAll(({ server }) => server.insert(randomTickets(11, 100)));

describe('refusals', () => {
  test.for([
    ['/nope', 404, undefined],
    [`${EXPORT}?format=specification`, 400, 'format'],
    [`${EXPORT}?format=xml`, 400, 'format'],
    [`${EXPORT}?limit=0`, 400, 'limit'],
    [`${PREVIEW}?limit=501`, 400, 'limit'],
    [`${PREVIEW}?format=csv`, 400, 'format'],
    [`${PREVIEW}?orderByField=nope`, 400, 'orderByField'],
    [`${PREVIEW}?filters[0][key]=__proto__&filters[0][comparator]=isEmpty`, 400, 'filters[0][key]'],
    ['/report/reporting_tickets?groupBy=nope', 400, 'groupBy'],
    ['/report/reporting_tickets?bucket=year', 400, 'bucket'],
    ['/report/reporting_tickets/values', 400, 'column'],
    ['/report/reporting_tickets/values?column=nope', 400, 'column'],
    ['/export/jobs/not-a-uuid', 404, undefined],
    ['/export/files/unknown', 404, undefined],
  ] as const)('%s is %i', async ([path, status, parameter], { refusal }) => {
    expect(await refusal(path)).toMatchObject({ status, ...(parameter === undefined ? {} : { parameter }) });
  });

  test.for([
    [`${EXPORT}/prepare`, 'POST'],
    ['/export/jobs/not-a-uuid/retry', 'POST'],
    ['/export/jobs/not-a-uuid', 'DELETE'],
    ['/sync', 'POST'],
    ['/session', 'DELETE'],
  ] as const)('a body for %s (%s) is refused, not ignored', async ([path, method], { server, refusal }) => {
    const token = await server.tokenFor('i@example.com', ['reportTickets', 'exportData', 'importTickets']);
    const body = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
    expect(await refusal(path, { token, method, body })).toMatchObject({
      status: 400,
      parameter: 'body',
      allowed: 'parameters belong in the query string',
    });
    expect((await server.call(path, { token, method, body: '' })).status).not.toBe(400);
  });

  test.for(ENDPOINT_LIST.flatMap(({ id, body }) => (body === undefined ? [] : [[id, body] as const])))(
    'a field that the body of %s does not have is refused by name',
    ([_id, body]) => {
      const issue = body.safeParse({ surprise: 1 }).error?.issues.at(-1);
      expect(issue).toMatchObject({ code: 'unrecognized_keys', keys: ['surprise'] });
    },
  );

  test('signing in takes no field that it would ignore', async ({ refusal }) => {
    const body = JSON.stringify({ token: 'x', remember: true });
    expect(await refusal('/session', { method: 'POST', token: '', body })).toMatchObject({
      status: 400,
      parameter: 'remember',
      allowed: 'token, last, replaces',
    });
  });

  test('without a token everything but health, the document and the session is 401', async ({ server, refusal }) => {
    for (const path of ['/profile', PREVIEW, EXPORT, '/report/reporting_tickets', '/export/jobs']) {
      expect((await refusal(path, { token: '' })).status).toBe(401);
    }
    expect((await server.call('/health', { token: '' })).status).toBe(200);
  });

  test('permissions are needed one by one', async ({ server, refusal }) => {
    const nobody = await server.tokenFor('n@example.com', []);
    const reader = await server.tokenFor('r@example.com', ['reportTickets']);
    expect((await refusal(PREVIEW, { token: nobody })).status).toBe(403);
    expect((await server.call(PREVIEW, { token: reader })).status).toBe(200);
    expect((await refusal(EXPORT, { token: reader })).status).toBe(403);
    expect((await refusal('/export/jobs', { token: reader })).status).toBe(403);
  });

  test.for<[Record<string, string>, number]>([
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'https://127.0.0.1:4173' }, 403],
    [{ Origin: 'null' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    // Another port of the same host.
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ Origin: 'http://127.0.0.1:4173', 'Sec-Fetch-Site': 'same-origin' }, 204],
    [{ Origin: 'http://127.0.0.1:4173' }, 204],
    [{}, 204],
  ])('a change that comes with %j is %i', async ([headers, status], { server }) => {
    expect((await server.call('/session', { method: 'DELETE', headers, token: '' })).status).toBe(status);
  });

  test('behind a proxy the page’s own address counts', async ({ server }) => {
    const { backend } = server;
    const before = backend.publicUrl;
    backend.publicUrl = 'https://reports.example.com';
    try {
      const init = { method: 'DELETE', headers: { Origin: 'https://reports.example.com' }, token: '' };
      expect((await server.call('/session', init)).status).toBe(204);
      const plain = { ...init, headers: { Origin: 'http://reports.example.com' } };
      expect((await server.call('/session', plain)).status).toBe(403);
    } finally {
      backend.publicUrl = before;
    }
  });

  test('an inner error is a 500 with an id and no inner text', async ({ server }) => {
    const { engine } = server.backend;
    const broken = Object.assign(engine.forCaller('anna'), {
      query: () => Promise.reject(new Error('secret detail')),
    });
    const share = vi.spyOn(engine, 'forCaller').mockReturnValue(broken);
    const log = vi.spyOn(logger, 'error').mockReturnValue(undefined);
    try {
      const body = errorBodySchema.parse(await (await server.call(`${PREVIEW}?limit=7`)).json());
      expect(log.mock.calls).toEqual([
        [expect.objectContaining({ requestId: body.error.requestId }), 'request failed'],
      ]);
      expect(JSON.stringify(body)).not.toContain('secret detail');
    } finally {
      log.mockRestore();
      share.mockRestore();
    }
  });
});

test('an unknown address tells a person where the report is, and a program what is wrong', async ({ server }) => {
  const app = createApp(() => server.backend, '.', server.backend.config);
  const page = await app.request('/repotring', { headers: { Accept: 'text/html,*/*;q=0.8' } });
  expect([page.status, page.headers.get('Cache-Control')]).toEqual([404, 'no-store']);
  expect(await page.text()).toContain('<a href="/reporting">Open the report</a>');
  const headers = { Accept: 'text/html', 'Accept-Language': 'de-DE,de;q=0.9,en;q=0.8' };
  const german = await (await app.request('/repotring', { headers })).text();
  expect(german).toContain('<html lang="de">');
  expect(german).toContain('<a href="/reporting">Zur Auswertung</a>');
  for (const [path, accept] of [
    ['/repotring', '*/*'],
    ['/api/mind/nothing', 'text/html'],
  ] as const) {
    const answer = await app.request(path, { headers: { Accept: accept } });
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([404, 'no-store']);
    expect(errorBodySchema.parse(await answer.json()).error.code).toBe('notFound');
  }
});
