import { expect } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { profileSchema, signInQuestionSchema } from '../../contract/responses/sessionResponses';
import { test as base } from '../../testing/fixtures';
import { TestBrowser } from '../../testing/testBrowser';
import { type User, userKeyOf } from './principal';
import { makeSignInLink } from './signInLinks';

const ANNA: User = { id: 'a', email: 'anna@example.com', name: 'Anna', permissions: ['reportTickets', 'exportData'] };
const BEN: User = { id: 'b', email: 'ben@example.com', name: 'Ben', permissions: ['reportTickets', 'importTickets'] };

const test = base
  .extend('browser', ({ server }) => new TestBrowser(server))
  .extend('other', ({ server }) => new TestBrowser(server))
  /** The code of a new sign-in link. */
  .extend('code', async ({ server }) => codeOf(await makeSignInLink(server.backend.state, 'http://127.0.0.1:4173')));

const codeOf = (link: string) => link.split('#link=')[1] ?? '';

async function userOf(browser: TestBrowser): Promise<string | undefined> {
  const response = await browser.call('/profile');
  return response.status === 200 ? profileSchema.parse(await response.json()).id : undefined;
}

async function refusalOf(response: Response) {
  expect(response.status).toBe(401);
  return errorBodySchema.parse(await response.json()).error;
}

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

test.describe('somebody else’s token', () => {
  test('does not take the place of whoever is signed in: it is asked first', async ({ browser }) => {
    await browser.signInAs(ANNA);
    const response = await browser.signInAs(BEN);
    expect(response.status).toBe(202);
    expect(response.headers.get('Set-Cookie')).toBeNull();
    expect(signInQuestionSchema.parse(await response.json())).toEqual({
      current: { name: 'Anna', mail: ANNA.email },
      next: { name: 'Ben', mail: BEN.email },
      replaces: userKeyOf(ANNA),
    });
    expect(await userOf(browser)).toBe('a');
  });

  test('does, once it is answered; the session before is over wherever its cookie is', async ({ browser, other }) => {
    await browser.signInAs(ANNA);
    other.cookie = browser.cookie;
    // The answer names whom it is about: another question is asked of somebody else.
    expect((await browser.signInAs(BEN, { replaces: userKeyOf(BEN) })).status).toBe(202);
    expect((await browser.signInAs(BEN, { replaces: userKeyOf(ANNA) })).status).toBe(200);
    expect(await userOf(browser)).toBe('b');
    expect(await userOf(other)).toBeUndefined();
  });

  test('nor of whoever was signed in until the session ended, where the browser knows', async ({ browser }) => {
    const last = userKeyOf(ANNA);
    const response = await browser.signInAs(BEN, { last });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ current: null, next: { name: 'Ben' }, replaces: last });
    expect((await browser.signInAs(BEN, { last, replaces: last })).status).toBe(200);
    expect(await userOf(browser)).toBe('b');
  });

  test('the same user is not asked, whatever the names and rights', async ({ browser }) => {
    await browser.signInAs(ANNA);
    const response = await browser.signInAs({ ...ANNA, name: 'Anna B.', permissions: [] }, { last: userKeyOf(BEN) });
    expect(response.status).toBe(200);
    // One of an identity provider with the same id is somebody else.
    expect((await browser.signInAs({ ...ANNA, fromProvider: true })).status).toBe(202);
  });
});

test.describe('a tab that was opened as somebody else', () => {
  test('is told whose session it is, and how long it goes on', async ({ browser }) => {
    expect((await browser.signInAs(ANNA)).headers.get('X-User')).toBe(userKeyOf(ANNA));
    const { headers } = await browser.call('/profile', { headers: { 'X-User': userKeyOf(ANNA) } });
    expect(headers.get('X-User')).toBe(userKeyOf(ANNA));
    expect(Number(headers.get('X-Session-Ends-In'))).toBeGreaterThan(3500);
  });

  test.for([
    ['GET', '/profile'],
    ['GET', '/export/reporting_tickets/preview'],
    ['POST', '/imports?name=a.csv'],
    ['POST', '/links'],
    ['GET', '/export/jobs'],
    ['DELETE', '/session'],
  ] as const)('neither sees nor changes anything by %s %s', async ([method, path], { browser }) => {
    await browser.signInAs(BEN);
    const response = await browser.call(path, { method, headers: { 'X-User': userKeyOf(ANNA) } });
    expect(response.status).toBe(412);
    expect(errorBodySchema.parse(await response.json()).error).toMatchObject({
      code: 'otherUser',
      message: 'You are now signed in as Ben in this browser',
    });
    expect(await userOf(browser)).toBe('b');
  });
});

test.describe('a sign-in link', () => {
  test('works once; in its browser it goes on opening the page, and elsewhere it says so', async ({
    browser,
    other,
    code,
  }) => {
    expect((await browser.post('/session/link', { code })).status).toBe(200);
    const { cookie } = browser;
    expect((await browser.post('/session/link', { code })).status).toBe(200);
    expect(browser.cookie).toBe(cookie);
    expect(await userOf(browser)).toBe('local');
    expect(await refusalOf(await other.post('/session/link', { code }))).toMatchObject({
      message: 'This sign-in link has been used already. Whoever runs this server gets another one',
      allowed: 'npm run link',
    });
    expect(other.cookie).toBe('');
  });

  test('of two who open it at once one is in', async ({ browser, other, code }) => {
    const opened = await Promise.all([browser, other].map((each) => each.post('/session/link', { code })));
    expect(opened.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test('ends when its session is signed out of', async ({ browser, code }) => {
    await browser.post('/session/link', { code });
    await browser.call('/session', { method: 'DELETE' });
    expect((await refusalOf(await browser.post('/session/link', { code }))).message).toContain('has been used already');
  });

  test('is no token', async ({ server, browser, code }) => {
    expect((await server.call('/profile', { token: code })).status).toBe(401);
    expect((await browser.post('/session', { token: code })).status).toBe(401);
  });

  test('is asked about where somebody else is signed in, and is not spent by the question', async ({
    browser,
    code,
  }) => {
    await browser.signInAs(ANNA);
    const response = await browser.post('/session/link', { code });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ current: { name: 'Anna' }, next: { name: 'Local user' } });
    expect(await userOf(browser)).toBe('a');
    expect((await browser.post('/session/link', { code, replaces: userKeyOf(ANNA) })).status).toBe(200);
    expect(await userOf(browser)).toBe('local');
  });

  test('says when it is too old, and when it never was one', async ({ server, browser, code }) => {
    await server.backend.state.query('UPDATE sign_in_links SET expires_at = now() WHERE session_id IS NULL');
    expect((await refusalOf(await browser.post('/session/link', { code }))).message).toContain('is too old');
    const unknown = await browser.post('/session/link', { code: 'x'.repeat(43) });
    expect((await refusalOf(unknown)).message).toContain('is not valid');
  });

  test('does not stand in the store as it is', async ({ server, code }) => {
    const rows = await server.backend.state.query('SELECT * FROM sign_in_links');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});
