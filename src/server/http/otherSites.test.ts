import { describe, expect } from 'vitest';
import { test as base } from '../../testing/fixtures';
import { READER } from '../../testing/testBackend';
import { TestBrowser } from '../../testing/testBrowser';

/** Requests that pages of other sites, subdomains and ports make with this site's cookie. */

const EXPORT = '/export/reporting_tickets?format=json&columns=id';
const ANNA = { id: 'anna', email: 'anna@example.com', name: 'Anna', permissions: [...READER] };

const test = base
  /** Signed in as Anna. */
  .extend('browser', async ({ server }) => {
    const browser = new TestBrowser(server);
    await browser.signInAs(ANNA);
    return browser;
  })
  /** The same, where pages of other sites may show this one. */
  .extend('framed', async ({ server }, { onCleanup }) => {
    Object.assign(server.backend.sessions, { secure: true, embedded: true });
    onCleanup(() => void Object.assign(server.backend.sessions, { secure: false, embedded: false }));
    const browser = new TestBrowser(server);
    const setCookie = (await browser.signInAs(ANNA)).headers.get('Set-Cookie') ?? '';
    return { browser, setCookie };
  });

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

describe('the documented export, a GET that can queue', () => {
  test.for<[Record<string, string>, number]>([
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
  ])('with a session and %j is %i', async ([headers, status], { browser }) => {
    expect((await browser.call(EXPORT, { headers })).status).toBe(status);
  });

  test('behind a proxy that speaks https a page of the same host over http is another site', async ({
    server,
    browser,
  }) => {
    const { publicUrl } = server.backend;
    server.backend.publicUrl = 'https://127.0.0.1:4173';
    try {
      for (const [origin, status] of [
        ['http://127.0.0.1:4173', 403],
        ['https://127.0.0.1:4173', 200],
      ] as const) {
        expect((await browser.call(EXPORT, { headers: { Origin: origin } })).status).toBe(status);
      }
    } finally {
      server.backend.publicUrl = publicUrl;
    }
  });

  test('with a token of its own it is asked from anywhere', async ({ server }) => {
    const token = await server.tokenFor('anna@example.com', READER);
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://tool.example' };
    expect((await server.call(EXPORT, { headers, token })).status).toBe(200);
  });

  test('other reading is answered: what comes back is kept from other sites by the browser', async ({ browser }) => {
    const headers = { 'Sec-Fetch-Site': 'same-site' };
    expect((await browser.call('/export/reporting_tickets/preview', { headers })).status).toBe(200);
  });
});

describe('where pages of other sites show this one, the cookie comes from everywhere', () => {
  test('it is sent in frames, over https, and on each of those sites it is another', ({ framed: { setCookie } }) => {
    expect(setCookie).toMatch(/^__Host-ticketlens_session=/);
    for (const part of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/']) {
      expect(setCookie).toContain(part);
    }
    expect(setCookie).not.toContain('Domain');
  });

  test.for<[Record<string, string>, number]>([
    [{}, 403],
    [{ Origin: 'https://desk.example.com' }, 403],
    [{ 'Sec-Fetch-Site': 'cross-site' }, 403],
    [{ Origin: 'http://127.0.0.1:4173' }, 200],
    [{ 'Sec-Fetch-Site': 'same-origin' }, 200],
  ])('a change with it has to prove where it is from: with %j it is %i', async ([headers, status], { framed }) => {
    const body = JSON.stringify({ query: '' });
    expect((await framed.browser.call('/links', { method: 'POST', headers, body })).status).toBe(status);
    expect((await framed.browser.call(EXPORT, { headers })).status).toBe(status);
  });
});
