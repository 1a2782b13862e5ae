import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';

let server: TestBackend;
const CALLER = { id: 'u1', email: 'anna@example.com', name: 'Anna', permissions: ['reportTickets'] };

beforeAll(async () => {
  server = await openTestBackend();
});
afterAll(() => server.close());
afterEach(() => vi.useRealTimers());

async function signIn(token: string) {
  const response = await server.call('/session', { method: 'POST', body: JSON.stringify({ token }), token: '' });
  return { status: response.status, cookie: response.headers.get('Set-Cookie') ?? '' };
}

function withCookie(cookie: string, path = '/profile') {
  return server.call(path, { token: '', headers: { Cookie: cookie.split(';')[0] ?? '' } });
}

test('the cookie is kept from scripts and from other sites', async () => {
  const { cookie } = await signIn(await server.backend.sessions.tokens.issue(CALLER, 'signIn', 60));
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  expect(cookie).not.toMatch(/Secure/);
  expect((await withCookie(cookie)).status).toBe(200);
});

test('over https it is sent over https only', async () => {
  server.backend.sessions.secure = true;
  try {
    expect((await signIn(await server.backend.sessions.tokens.issue(CALLER, 'signIn', 60))).cookie).toMatch(/; Secure/);
  } finally {
    server.backend.sessions.secure = false;
  }
});

test('a session that is used is renewed; one that is not ends; none outlives the day', async () => {
  const start = new Date('2026-11-23T08:00:00Z').getTime();
  vi.useFakeTimers({ now: start, toFake: ['Date'] });
  let { cookie } = await signIn(await server.backend.sessions.tokens.issue(CALLER, 'signIn', 60));
  let minutes = 0;
  for (; minutes < 11.5 * 60; minutes += 40) {
    vi.setSystemTime(start + minutes * 60_000);
    const response = await withCookie(cookie);
    expect(response.status).toBe(200);
    cookie = response.headers.get('Set-Cookie') ?? cookie;
  }
  vi.setSystemTime(start + 12 * 3600_000 + 60_000);
  expect((await withCookie(cookie)).status).toBe(401);

  vi.setSystemTime(start);
  const idle = await signIn(await server.backend.sessions.tokens.issue(CALLER, 'signIn', 60));
  vi.setSystemTime(start + 62 * 60_000);
  expect((await withCookie(idle.cookie)).status).toBe(401);
});

test('another token’s session does not outlive the token', async () => {
  const { cookie } = await signIn(await server.backend.sessions.tokens.issue(CALLER, 'api', 120));
  expect(Number(/Max-Age=(\d+)/.exec(cookie)?.[1])).toBeLessThanOrEqual(120);
});

test('a session cannot be traded for a longer one', async () => {
  const until = Math.floor(Date.now() / 1000) + 100;
  const session = await server.backend.sessions.tokens.issue(CALLER, 'session', 90, until);
  expect(Number(/Max-Age=(\d+)/.exec((await signIn(session)).cookie)?.[1])).toBeLessThanOrEqual(100);
});

test('signing out takes the cookie away', async () => {
  const response = await server.call('/session', { method: 'DELETE', token: '' });
  expect(response.status).toBe(204);
  expect(response.headers.get('Set-Cookie')).toMatch(/Max-Age=0/);
});

test('an invalid token is 401 without a cookie, and a body without one is 400', async () => {
  expect(await signIn('a.b.c')).toEqual({ status: 401, cookie: '' });
  expect((await server.call('/session', { method: 'POST', body: '{}', token: '' })).status).toBe(400);
});
