import { SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../config/config';
import { readOwnToken } from './claims';
import { createTokens } from './tokens';

const SECRET = new TextEncoder().encode('a-secret-for-tests-that-is-long-enough');
const USER = { id: 'u1', email: 'anna@example.com', name: 'Anna', permissions: ['reportTickets'] };

function service(environment: Record<string, string> = {}) {
  return createTokens(SECRET, readConfig(environment).tokens);
}

async function refused(token: string, environment: Record<string, string> = {}): Promise<void> {
  await expect(service(environment).verify(token)).rejects.toMatchObject({
    code: 'unauthenticated',
    message: 'Sign in to go on',
  });
}

function claims(extra: Record<string, unknown> = {}) {
  return new SignJWT({ email: 'anna@example.com', permissions: ['reportTickets'], ...extra })
    .setSubject('u1')
    .setExpirationTime('5m');
}
const hs256 = (extra?: Record<string, unknown>) => claims(extra).setProtectedHeader({ alg: 'HS256' });

test('a session of a version that did not say whose the id is has to sign in again', () => {
  const exp = 4_000_000_000;
  const before = { sub: 'u1', email: USER.email, exp, ticketlens_use: 'session', ticketlens_until: exp, jti: 'x' };
  expect(readOwnToken(before).session).toBeUndefined();
  expect(readOwnToken({ ...before, ticketlens_provider: false }).session).toMatchObject({ id: 'x', until: exp });
  expect(readOwnToken({ ...before, ticketlens_provider: true }).user).toMatchObject({ fromProvider: true });
});

describe('HS256', () => {
  test('a token of our own tells who calls', async () => {
    const token = await service().issue(USER, 'api', 60);
    expect(await service().verify(token)).toMatchObject({ user: USER, use: 'api' });
  });

  test('a token of another issuer with the same secret is believed', async () => {
    expect((await service().verify(await hs256().sign(SECRET))).user).toEqual({ ...USER, name: USER.email });
  });

  test('whoever shares the secret cannot pass for us', async () => {
    const environment = { JWT_CLAIM_PERMISSIONS: 'roles' };
    const marks = { roles: ['reportTickets'], permissions: ['importTickets'], ticketlens_use: 'session' };
    const span = { ticketlens_until: 4_000_000_000, jti: 'x' };
    const read = await service(environment).verify(await hs256({ ...marks, ...span }).sign(SECRET));
    expect(read).toMatchObject({ use: 'api', user: { permissions: ['reportTickets'] } });
    expect(read.session).toBeUndefined();
    const typed = claims(marks).setProtectedHeader({ alg: 'HS256', typ: 'ticketlens+jwt' });
    await refused(await typed.sign(SECRET), environment);
  });

  test.each([
    ['\u0000', 'a control character'],
    ['\ud800', 'half a surrogate pair'],
    ['x'.repeat(501), 'more than an index takes'],
  ])('%j is in no id, name or permission: %s', async (text) => {
    await refused(await hs256().setSubject(`u${text}`).sign(SECRET));
    await refused(await hs256({ name: `Anna${text}` }).sign(SECRET));
    await refused(await hs256({ email: `anna${text}@example.com` }).sign(SECRET));
    await refused(await hs256({ permissions: [`reportTickets${text}`] }).sign(SECRET));
    await refused(await hs256({ permissions: `reportTickets exportData${text}` }).sign(SECRET));
  });

  test('a name turns nothing beside it round, and has no more marks than letters have', async () => {
    const nameOf = async (name: string) => (await service().verify(await hs256({ name }).sign(SECRET))).user.name;
    expect(await nameOf('Anna\u202egnp.exe\u2066')).toBe('Annagnp.exe');
    expect(await nameOf(`Ann\u0301${'\u0301'.repeat(200)}a`)).toBe(`Ann${'\u0301'.repeat(4)}a`);
    expect(await nameOf('  Anna   Bo ')).toBe('Anna Bo');
    // Nothing is left of it.
    expect(await nameOf('\u202e')).toBe(USER.email);
  });

  test.each([
    ['no token', ''],
    ['not a token', 'a.b.c'],
    ['64 KB', `${'a'.repeat(65_536)}.b.c`],
  ])('%s is refused', (_, token) => refused(token));

  test('alg none, another key, expired, not yet valid, without expiry, without subject or email', async () => {
    await refused(new UnsecuredJWT({ email: 'a@example.com' }).setSubject('u1').setExpirationTime('5m').encode());
    await refused(await hs256().sign(new TextEncoder().encode('another-secret-that-is-long-enough!!')));
    await refused(await hs256().setExpirationTime('-2m').sign(SECRET));
    await refused(await hs256().setNotBefore('2m').sign(SECRET));
    await refused(
      await new SignJWT({ email: 'a@example.com' }).setSubject('u1').setProtectedHeader({ alg: 'HS256' }).sign(SECRET),
    );
    await refused(
      await new SignJWT({ email: 'a@example.com' })
        .setExpirationTime('5m')
        .setProtectedHeader({ alg: 'HS256' })
        .sign(SECRET),
    );
    await refused(await hs256({ email: 'no address' }).sign(SECRET));
    await refused(await claims().setProtectedHeader({ alg: 'HS512' }).sign(SECRET));
  });

  test('clocks may differ by the tolerance', async () => {
    const late = await hs256().setExpirationTime('-10s').sign(SECRET);
    await expect(service().verify(late)).resolves.toBeDefined();
    await refused(late, { JWT_CLOCK_TOLERANCE: '0' });
    const early = await hs256().setIssuedAt('10s').sign(SECRET);
    await expect(service().verify(early)).resolves.toBeDefined();
    await refused(early, { JWT_CLOCK_TOLERANCE: '0' });
    await refused(await hs256().setIssuedAt('1h').sign(SECRET));
  });

  test('issuer and audience must be the configured ones; our own tokens have them', async () => {
    const environment = { JWT_ISSUER: 'https://idp.example', JWT_AUDIENCE: 'ticketlens' };
    await refused(await hs256().sign(SECRET), environment);
    await refused(await hs256().setIssuer('https://idp.example').setAudience('other').sign(SECRET), environment);
    const right = await hs256().setIssuer('https://idp.example').setAudience('ticketlens').sign(SECRET);
    await expect(service(environment).verify(right)).resolves.toBeDefined();
    await expect(service(environment).verify(await service(environment).issue(USER, 'api', 60))).resolves.toBeDefined();
  });

  test('claims have the configured names, also deep ones and ones with dots', async () => {
    const environment = {
      JWT_CLAIM_ID: 'oid',
      JWT_CLAIM_EMAIL: 'https://example.com/mail',
      JWT_CLAIM_PERMISSIONS: 'realm_access.roles',
    };
    const token = await hs256({
      oid: 'x9',
      'https://example.com/mail': 'ben@example.com',
      realm_access: { roles: ['exportData'] },
      permissions: ['viewSensitiveDataInExport'],
    }).sign(SECRET);
    expect((await service(environment).verify(token)).user).toEqual({
      id: 'x9',
      email: 'ben@example.com',
      name: 'ben@example.com',
      permissions: ['exportData'],
    });
    const own = await service(environment).issue(USER, 'api', 60);
    expect((await service(environment).verify(own)).user).toEqual(USER);
  });

  test('permissions may be words in one string', async () => {
    const token = await hs256({ permissions: 'reportTickets exportData' }).sign(SECRET);
    expect((await service().verify(token)).user.permissions).toEqual(['reportTickets', 'exportData']);
  });
});
