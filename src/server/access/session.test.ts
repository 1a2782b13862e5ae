import { expect, vi } from 'vitest';
import { DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS } from '../../contract/time/units';
import { test as base } from '../../testing/fixtures';

const USER = { id: 'u1', email: 'anna@example.com', name: 'Anna', permissions: ['reportTickets'] };

const test = base
  .extend('signIn', ({ server }) => async (token: string) => {
    const response = await server.call('/session', { method: 'POST', body: JSON.stringify({ token }), token: '' });
    return { status: response.status, cookie: response.headers.get('Set-Cookie') ?? '' };
  })
  .extend(
    'withCookie',
    ({ server }) =>
      (cookie: string) =>
        server.call('/profile', { token: '', headers: headersOf(cookie) }),
  )
  .extend(
    'signOut',
    ({ server }) =>
      (cookie = '') =>
        server.call('/session', { method: 'DELETE', token: '', headers: headersOf(cookie) }),
  );

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);
test.afterEach(() => {
  vi.useRealTimers();
});

function headersOf(cookie: string) {
  return { Cookie: cookie.split(';')[0] ?? '' };
}

test('the cookie is kept from scripts and from other sites', async ({ server, signIn, withCookie }) => {
  const { cookie } = await signIn(await server.backend.sessions.tokens.issue(USER, 'api', DAY_SECONDS));
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
  expect(cookie).not.toMatch(/Secure|__Host-/);
  expect((await withCookie(cookie)).status).toBe(200);
});

test('over https it is sent over https only', async ({ server, signIn, withCookie, signOut }) => {
  server.backend.sessions.secure = true;
  try {
    const { cookie } = await signIn(await server.backend.sessions.tokens.issue(USER, 'api', DAY_SECONDS));
    expect(cookie).toMatch(/^__Host-ticketlens_session=.*; Secure/);
    expect((await withCookie(cookie)).status).toBe(200);
    // What a neighbouring host could have set is no session.
    expect((await withCookie(cookie.replace('__Host-', ''))).status).toBe(401);
    const gone = (await signOut(cookie)).headers.get('Set-Cookie');
    expect(gone).toMatch(/^__Host-ticketlens_session=; Max-Age=0.*; Secure/);
  } finally {
    server.backend.sessions.secure = false;
  }
});

test('a session that is used is renewed; one that is not ends; none outlives the day', async ({
  server,
  signIn,
  withCookie,
}) => {
  const start = new Date('2026-11-23T08:00:00Z').getTime();
  vi.useFakeTimers({ now: start, toFake: ['Date'] });
  let { cookie } = await signIn(await server.backend.sessions.tokens.issue(USER, 'api', DAY_SECONDS));
  let minutes = 0;
  for (; minutes < 11.5 * 60; minutes += 40) {
    vi.setSystemTime(start + minutes * 60_000);
    const response = await withCookie(cookie);
    expect(response.status).toBe(200);
    cookie = response.headers.get('Set-Cookie') ?? cookie;
  }
  vi.setSystemTime(start + (12 * HOUR_SECONDS + MINUTE_SECONDS) * 1000);
  expect((await withCookie(cookie)).status).toBe(401);

  vi.setSystemTime(start);
  const idle = await signIn(await server.backend.sessions.tokens.issue(USER, 'api', DAY_SECONDS));
  vi.setSystemTime(start + 62 * 60_000);
  expect((await withCookie(idle.cookie)).status).toBe(401);
});

test('another token’s session does not outlive the token', async ({ server, signIn }) => {
  const { cookie } = await signIn(await server.backend.sessions.tokens.issue(USER, 'api', 120));
  expect(Number(/Max-Age=(\d+)/.exec(cookie)?.[1])).toBeLessThanOrEqual(120);
});

test('a cookie is worth something as a cookie alone', async ({ server, signIn, withCookie }) => {
  const { cookie } = await signIn(await server.backend.sessions.tokens.issue(USER, 'api', DAY_SECONDS));
  const session = /=([^;]+)/.exec(cookie)?.[1] ?? '';
  expect((await withCookie(cookie)).status).toBe(200);
  expect((await server.call('/profile', { token: session })).status).toBe(401);
  expect(await signIn(session)).toEqual({ status: 401, cookie: '' });
  const api = await server.backend.sessions.tokens.issue(USER, 'api', 60);
  expect((await withCookie(`ticketlens_session=${api}`)).status).toBe(401);
});

test('signing out takes the cookie away, whether or not it was worth anything', async ({ signOut }) => {
  for (const cookie of ['', 'ticketlens_session=a.b.c']) {
    const response = await signOut(cookie);
    expect(response.status).toBe(204);
    expect(response.headers.get('Set-Cookie')).toMatch(/Max-Age=0/);
  }
});

test('signing out ends the session wherever its cookie is, also one that is renewed meanwhile, and no other', async ({
  server,
  signIn,
  withCookie,
  signOut,
}) => {
  const start = Date.now();
  vi.useFakeTimers({ now: start, toFake: ['Date'] });
  const token = await server.backend.sessions.tokens.issue(USER, 'api', DAY_SECONDS);
  const [first, other] = [await signIn(token), await signIn(token)];
  vi.setSystemTime(start + 40 * 60_000);
  const renewed = (await withCookie(first.cookie)).headers.get('Set-Cookie') ?? '';
  expect(renewed).toMatch(/Max-Age=3600/);
  expect((await signOut(first.cookie)).status).toBe(204);
  for (const cookie of [first.cookie, renewed]) expect((await withCookie(cookie)).status).toBe(401);
  expect((await withCookie(other.cookie)).status).toBe(200);
  expect((await signOut(renewed)).status).toBe(204);
});

test('an ended session is forgotten once its tokens are over', async ({ server, signIn, withCookie, signOut }) => {
  const { state } = server.backend;
  await state.query("INSERT INTO revocations VALUES ('over', now() - interval '8 days')");
  const { cookie } = await signIn(await server.backend.sessions.tokens.issue(USER, 'api', DAY_SECONDS));
  await signOut(cookie);
  expect(await state.query("SELECT id FROM revocations WHERE until < now() - interval '7 days'")).toEqual([]);
  expect((await withCookie(cookie)).status).toBe(401);
});

test('an invalid token is 401 without a cookie, and a body without one is 400', async ({ server, signIn }) => {
  expect(await signIn('a.b.c')).toEqual({ status: 401, cookie: '' });
  expect((await server.call('/session', { method: 'POST', body: '{}', token: '' })).status).toBe(400);
});

test('a body that anybody may send is small: 64 KB are a token that is not valid, more is 413', async ({ server }) => {
  const post = (body: BodyInit) => {
    // Streams need `duplex`, which the types do not know.
    const init = { method: 'POST', body, token: '', duplex: 'half' };
    return server.call('/session', init);
  };
  expect((await post(JSON.stringify({ token: 'a'.repeat(65_536) }))).status).toBe(401);
  expect((await post(JSON.stringify({ token: 'a'.repeat(200_000) }))).status).toBe(413);
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(65_536).fill(97));
    },
  });
  expect((await post(endless)).status).toBe(413);
  expect(pulled).toBeLessThan(6);
});
