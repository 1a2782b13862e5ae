import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../config';
import { createTokens } from './tokens';

const SECRET = new TextEncoder().encode('a-secret-for-tests-that-is-long-enough');
const CALLER = { id: 'u1', email: 'anna@example.com', name: 'Anna', permissions: ['reportTickets'] };

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

describe('HS256', () => {
  test('a token of our own tells who calls', async () => {
    const token = await service().issue(CALLER, 'api', 60);
    expect(await service().verify(token)).toMatchObject({ caller: CALLER, use: 'api' });
  });

  test('a token of another issuer with the same secret is believed', async () => {
    expect((await service().verify(await hs256().sign(SECRET))).caller).toEqual({ ...CALLER, name: CALLER.email });
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
  });

  test('issuer and audience must be the configured ones; our own tokens have them', async () => {
    const environment = { JWT_ISSUER: 'https://idp.example', JWT_AUDIENCE: 'ticketlens' };
    await refused(await hs256().sign(SECRET), environment);
    await refused(await hs256().setIssuer('https://idp.example').setAudience('other').sign(SECRET), environment);
    const right = await hs256().setIssuer('https://idp.example').setAudience('ticketlens').sign(SECRET);
    await expect(service(environment).verify(right)).resolves.toBeDefined();
    await expect(
      service(environment).verify(await service(environment).issue(CALLER, 'api', 60)),
    ).resolves.toBeDefined();
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
    expect((await service(environment).verify(token)).caller).toEqual({
      id: 'x9',
      email: 'ben@example.com',
      name: 'ben@example.com',
      permissions: ['exportData'],
    });
    const own = await service(environment).issue(CALLER, 'api', 60);
    expect((await service(environment).verify(own)).caller).toEqual(CALLER);
  });

  test('permissions may be words in one string', async () => {
    const token = await hs256({ permissions: 'reportTickets exportData' }).sign(SECRET);
    expect((await service().verify(token)).caller.permissions).toEqual(['reportTickets', 'exportData']);
  });
});

describe('keys of an identity provider', () => {
  let server: Server;
  let url: string;
  let published: JWK[] = [];
  let asked = 0;

  beforeAll(async () => {
    server = createServer((_, response) => {
      asked += 1;
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ keys: published }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each(['RS256', 'ES256', 'EdDSA'])(
    '%s is believed, its keys are cached, an unknown key is refused',
    async (alg) => {
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
      published = [{ ...(await exportJWK(publicKey)), kid: `${alg}-1`, alg }];
      const tokens = service({ JWKS_URL: url });
      const sign = (kid: string) => claims().setProtectedHeader({ alg, kid }).sign(privateKey);
      const before = asked;
      for (let times = 0; times < 3; times += 1)
        await expect(tokens.verify(await sign(`${alg}-1`))).resolves.toBeDefined();
      expect(asked).toBe(before + 1);
      await expect(tokens.verify(await sign('unknown'))).rejects.toMatchObject({ code: 'unauthenticated' });
      await refused(await sign(`${alg}-1`));
    },
  );

  test('a new key is found once the old one is gone', async () => {
    const first = await generateKeyPair('ES256', { extractable: true });
    const second = await generateKeyPair('ES256', { extractable: true });
    published = [{ ...(await exportJWK(first.publicKey)), kid: 'one', alg: 'ES256' }];
    // A service of its own has no keys yet, as after the cache has run out.
    await expect(
      service({ JWKS_URL: url }).verify(
        await claims().setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(first.privateKey),
      ),
    ).resolves.toBeDefined();
    published = [{ ...(await exportJWK(second.publicKey)), kid: 'two', alg: 'ES256' }];
    const tokens = service({ JWKS_URL: url });
    await expect(
      tokens.verify(await claims().setProtectedHeader({ alg: 'ES256', kid: 'two' }).sign(second.privateKey)),
    ).resolves.toBeDefined();
    await expect(
      tokens.verify(await claims().setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(first.privateKey)),
    ).rejects.toThrow();
  });

  test('a public key is never taken for a secret, and our own HS256 tokens go on', async () => {
    const { publicKey } = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    published = [{ ...jwk, kid: 'rsa', alg: 'RS256' }];
    const tokens = service({ JWKS_URL: url });
    const forged = await hs256().sign(new TextEncoder().encode(JSON.stringify(jwk)));
    await expect(tokens.verify(forged)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(tokens.verify(await tokens.issue(CALLER, 'session', 60))).resolves.toBeDefined();
  });
});
