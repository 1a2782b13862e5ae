import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { openTestBackend, READER, type TestBackend } from '../../testing/testBackend';
import { TestBrowser } from '../../testing/testBrowser';
import { randomTickets } from '../../testing/ticketFactory';
import { createApp } from './app';

const PREVIEW = '/export/reporting_tickets/preview';
const EXPORT = '/export/reporting_tickets';
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend();
  await server.insert(randomTickets(11, 100));
});
afterAll(() => server.close());

async function refusal(path: string, init?: RequestInit & { token?: string }) {
  const response = await server.call(path, init);
  return { status: response.status, ...errorBodySchema.parse(await response.json()).error };
}

describe('refusals', () => {
  test.each([
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
  ])('%s is %i', async (path, status, parameter) => {
    expect(await refusal(path)).toMatchObject({ status, ...(parameter === undefined ? {} : { parameter }) });
  });

  test.each([
    [`${EXPORT}/prepare`, 'POST'],
    ['/export/jobs/not-a-uuid/retry', 'POST'],
    ['/export/jobs/not-a-uuid', 'DELETE'],
    ['/sync', 'POST'],
    ['/session', 'DELETE'],
  ])('a body for %s (%s) is refused, not ignored', async (path, method) => {
    const token = await server.tokenFor('i@example.com', ['reportTickets', 'exportData', 'importTickets']);
    const body = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
    expect(await refusal(path, { token, method, body })).toMatchObject({
      status: 400,
      parameter: 'body',
      allowed: 'parameters belong in the query string',
    });
    expect((await server.call(path, { token, method, body: '' })).status).not.toBe(400);
  });

  test('without a token everything but health, the document and the session is 401', async () => {
    for (const path of ['/profile', PREVIEW, EXPORT, '/report/reporting_tickets', '/export/jobs']) {
      expect((await refusal(path, { token: '' })).status).toBe(401);
    }
    expect((await server.call('/health', { token: '' })).status).toBe(200);
  });

  test('permissions are needed one by one', async () => {
    const nobody = await server.tokenFor('n@example.com', []);
    const reader = await server.tokenFor('r@example.com', ['reportTickets']);
    expect((await refusal(PREVIEW, { token: nobody })).status).toBe(403);
    expect((await server.call(PREVIEW, { token: reader })).status).toBe(200);
    expect((await refusal(EXPORT, { token: reader })).status).toBe(403);
    expect((await refusal('/export/jobs', { token: reader })).status).toBe(403);
  });

  test.each([
    [{ Origin: 'https://evil.example' }, 403],
    [{ Origin: 'https://127.0.0.1:4173' }, 403],
    [{ Origin: 'null' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    // Another port of the same host.
    [{ 'Sec-Fetch-Site': 'same-site' }, 403],
    [{ Origin: 'http://127.0.0.1:4173', 'Sec-Fetch-Site': 'same-origin' }, 204],
    [{ Origin: 'http://127.0.0.1:4173' }, 204],
    [{}, 204],
  ])('a change that comes with %j is %i', async (headers, status) => {
    expect((await server.call('/session', { method: 'DELETE', headers, token: '' })).status).toBe(status);
  });

  describe('the documented export, a GET that can queue', () => {
    const ask = async (headers: Record<string, string>, token?: string) => {
      const browser = new TestBrowser(server);
      await browser.signInAs({ id: 'anna', email: 'anna@example.com', name: 'Anna', permissions: [...READER] });
      const path = `${EXPORT}?format=json&columns=id`;
      return (token === undefined ? browser.call(path, { headers }) : server.call(path, { headers, token })).then(
        ({ status }) => status,
      );
    };

    test.each([
      [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
      // Another port of the same host, and a subdomain.
      [{ 'Sec-Fetch-Site': 'same-site' }, 403],
      [{ Origin: 'http://127.0.0.1:9999' }, 403],
      // Without https a browser says no more than this.
      [{ Referer: 'http://127.0.0.1:9999/page' }, 403],
      [{ Referer: 'http://127.0.0.1:4173/reporting' }, 200],
      [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
      // Somebody who typed the address.
      [{ 'Sec-Fetch-Site': 'none' }, 200],
      [{}, 200],
    ])('with a session and %j is %i', async (headers, status) => {
      expect(await ask(headers)).toBe(status);
    });

    test('with a token of its own it is asked from anywhere', async () => {
      const token = await server.tokenFor('anna@example.com', READER);
      expect(await ask({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://tool.example' }, token)).toBe(200);
    });
  });

  describe('where pages of other sites show this one, the cookie comes from everywhere', () => {
    beforeAll(() => {
      Object.assign(server.backend.sessions, { secure: true, embedded: true });
    });
    afterAll(() => {
      Object.assign(server.backend.sessions, { secure: false, embedded: false });
    });

    test('it is sent in frames, over https, and on each of those sites it is another', async () => {
      const token = await server.tokenFor('anna@example.com', READER);
      const init = { method: 'POST', body: JSON.stringify({ token }), token: '' };
      const cookie = (await server.call('/session', init)).headers.get('Set-Cookie') ?? '';
      expect(cookie).toMatch(/^__Host-ticketlens_session=/);
      for (const part of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/'])
        expect(cookie).toContain(part);
      expect(cookie).not.toContain('Domain');
    });

    test.each([
      [{}, 403],
      [{ Origin: 'https://desk.example.com' }, 403],
      [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
      [{ Origin: 'http://127.0.0.1:4173' }, 200],
      [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
    ])('a change with it has to prove where it is from: with %j it is %i', async (headers, status) => {
      const browser = new TestBrowser(server);
      await browser.signInAs({ id: 'anna', email: 'anna@example.com', name: 'Anna', permissions: [...READER] });
      const body = JSON.stringify({ query: '' });
      expect((await browser.call('/links', { method: 'POST', headers, body })).status).toBe(status);
      expect((await browser.call(`${EXPORT}?format=json&columns=id`, { headers })).status).toBe(status);
    });
  });

  test('behind a proxy the page’s own address counts', async () => {
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

  test('an inner error is a 500 with an id and no inner text', async () => {
    const { engine } = server.backend;
    const rows = engine.rows.bind(engine);
    engine.rows = () => Promise.reject(new Error('secret detail'));
    const errors = console.error;
    console.error = () => {};
    try {
      const body = errorBodySchema.parse(await (await server.call(PREVIEW)).json());
      expect(body.error.requestId).toBeDefined();
      expect(JSON.stringify(body)).not.toContain('secret detail');
    } finally {
      console.error = errors;
      engine.rows = rows;
    }
  });
});

test('an unknown address tells a person where the report is, and a program what is wrong', async () => {
  const app = createApp(() => server.backend, '.', server.backend.config);
  const page = await app.request('/repotring', { headers: { Accept: 'text/html,*/*;q=0.8' } });
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('<a href="/reporting">');
  for (const [path, accept] of [
    ['/repotring', '*/*'],
    ['/api/mind/nothing', 'text/html'],
  ] as const) {
    const answer = await app.request(path, { headers: { Accept: accept } });
    expect(answer.status).toBe(404);
    expect(errorBodySchema.parse(await answer.json()).error.code).toBe('notFound');
  }
});
