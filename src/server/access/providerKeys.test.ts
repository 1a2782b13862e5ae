import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../config/config';
import { logger } from '../log/logger';
import { createTokens } from './tokens';

/** Tokens that an identity provider signs, whose public keys a real server hands out. */

const SECRET = new TextEncoder().encode('a-secret-for-tests-that-is-long-enough');
const USER = { id: 'u1', email: 'anna@example.com', name: 'Anna', permissions: ['reportTickets'] };
let server: Server;
let url: string;
let published: JWK[] = [];
let status = 200;
let asked = 0;

beforeAll(async () => {
  server = createServer((_, response) => {
    asked += 1;
    response.statusCode = status;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  status = 200;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function service(environment: Record<string, string> = {}) {
  return createTokens(SECRET, readConfig({ JWKS_URL: url, JWT_AUDIENCE: 'ticketlens', ...environment }).tokens);
}

/** A provider's key under a name, with the tokens that it signs; it is not published yet. */
async function makeKey(kid: string, alg = 'ES256') {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk: JWK = { ...(await exportJWK(publicKey)), kid, alg };
  const sign = (extra: Record<string, unknown> = {}, header: { kid?: string; typ?: string } = {}) =>
    new SignJWT({ email: 'anna@example.com', permissions: ['reportTickets'], ...extra })
      .setSubject('u1')
      .setAudience('ticketlens')
      .setExpirationTime('5m')
      .setProtectedHeader({ alg, kid, ...header })
      .sign(privateKey);
  return { jwk, sign };
}

const UNAUTHENTICATED = { code: 'unauthenticated', message: 'Sign in to go on' };

test.each(['RS256', 'ES256', 'EdDSA'])(
  '%s is believed, its keys are cached, an unknown key is refused',
  async (alg) => {
    const key = await makeKey(`${alg}-1`, alg);
    published = [key.jwk];
    const tokens = service();
    const before = asked;
    for (let times = 0; times < 3; times += 1) {
      expect(await tokens.verify(await key.sign())).toMatchObject({ user: { id: 'u1' }, use: 'api' });
    }
    expect(asked).toBe(before + 1);
    await expect(tokens.verify(await key.sign({}, { kid: 'unknown' }))).rejects.toMatchObject(UNAUTHENTICATED);
    // Without JWKS_URL the same token is nobody's.
    const alone = createTokens(SECRET, readConfig({}).tokens);
    await expect(alone.verify(await key.sign())).rejects.toMatchObject(UNAUTHENTICATED);
  },
);

test('a provider cannot mark its tokens as ours: the configured claims count, and no longer session', async () => {
  const key = await makeKey('one');
  published = [key.jwk];
  const tokens = service({ JWT_CLAIM_PERMISSIONS: 'roles' });
  const marks = { ticketlens_use: 'session', ticketlens_until: 4_000_000_000, jti: 'x' };
  const read = await tokens.verify(await key.sign({ ...marks, roles: ['exportData'], permissions: ['importTickets'] }));
  expect(read).toMatchObject({ use: 'api', user: { permissions: ['exportData'] } });
  expect(read.session).toBeUndefined();
  const typed = await key.sign({ ...marks, roles: ['exportData'] }, { typ: 'ticketlens+jwt' });
  await expect(tokens.verify(typed)).rejects.toMatchObject(UNAUTHENTICATED);
});

test('keys are rotated in a service that runs: the new one is found half a minute on, the old one is gone', async () => {
  const [first, second] = [await makeKey('one'), await makeKey('two')];
  published = [first.jwk];
  vi.useFakeTimers({ toFake: ['Date'] });
  const tokens = service();
  await expect(tokens.verify(await first.sign())).resolves.toBeDefined();
  published = [second.jwk];
  await expect(tokens.verify(await second.sign())).rejects.toMatchObject(UNAUTHENTICATED);
  vi.setSystemTime(Date.now() + 31_000);
  await expect(tokens.verify(await second.sign())).resolves.toBeDefined();
  await expect(tokens.verify(await first.sign())).rejects.toMatchObject(UNAUTHENTICATED);
});

test('a token for another application is refused, and without an audience the server does not start', async () => {
  const key = await makeKey('one');
  published = [key.jwk];
  await expect(service({ JWT_AUDIENCE: 'other' }).verify(await key.sign())).rejects.toMatchObject(UNAUTHENTICATED);
  expect(() => readConfig({ JWKS_URL: url })).toThrow(/^JWKS_URL: needs JWT_AUDIENCE/);
});

test('a provider that fails is told from a bad token, is logged once, and is asked again', async () => {
  const key = await makeKey('one');
  published = [key.jwk];
  const logged = vi.spyOn(logger, 'error').mockImplementation(() => {});
  const tokens = service();
  const outage = { code: 'unavailable', status: 503, details: { retryAfter: 10 } };
  status = 500;
  const before = asked;
  for (let times = 0; times < 3; times += 1) {
    await expect(tokens.verify(await key.sign())).rejects.toMatchObject(outage);
  }
  // Anybody can make up tokens: the provider is asked once in ten seconds, however many come.
  expect(asked).toBe(before + 1);
  expect(logged).toHaveBeenCalledOnce();
  expect(logged.mock.calls[0]?.[0]).toMatchObject({ url });
  const closed = service({ JWKS_URL: 'http://127.0.0.1:1/jwks' });
  await expect(closed.verify(await key.sign())).rejects.toMatchObject(outage);
  // Tokens of our own need nobody else.
  await expect(tokens.verify(await tokens.issue(USER, 'api', 60))).resolves.toBeDefined();
  status = 200;
  await expect(tokens.verify(await key.sign())).rejects.toMatchObject(outage);
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + 11_000);
  await expect(tokens.verify(await key.sign())).resolves.toBeDefined();
});

test('keys of more than a megabyte are none', async () => {
  const key = await makeKey('one');
  published = [key.jwk, { kty: 'oct', kid: 'x'.repeat(1_100_000) }];
  vi.spyOn(logger, 'error').mockImplementation(() => {});
  await expect(service().verify(await key.sign())).rejects.toMatchObject({ code: 'unavailable' });
});

test('a public key is never taken for a secret, and our own HS256 tokens go on', async () => {
  const { jwk } = await makeKey('rsa', 'RS256');
  published = [jwk];
  const tokens = service();
  const forged = new SignJWT({ email: 'anna@example.com' }).setSubject('u1').setAudience('ticketlens');
  const signed = await forged
    .setExpirationTime('5m')
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(JSON.stringify(jwk)));
  await expect(tokens.verify(signed)).rejects.toMatchObject(UNAUTHENTICATED);
  await expect(tokens.verify(await tokens.issue(USER, 'api', 60))).resolves.toBeDefined();
});
