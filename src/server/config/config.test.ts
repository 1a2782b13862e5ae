import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DAY_SECONDS } from '../../contract/time/units';
import { makeCertificate } from '../../testing/makeCertificate';
import { readConfig } from './config';

test('ended jobs are kept for 30 days, or as long as their files', () => {
  expect(readConfig({}).exports).toMatchObject({ keepSeconds: 7 * DAY_SECONDS, keepJobSeconds: 30 * DAY_SECONDS });
  expect(readConfig({ EXPORT_TTL: '90d' }).exports.keepJobSeconds).toBe(90 * DAY_SECONDS);
  expect(readConfig({ JOBS_TTL: '7d' }).exports.keepJobSeconds).toBe(7 * DAY_SECONDS);
});

test('a job is never kept for less than its file: the start names both settings', () => {
  expect(() => readConfig({ JOBS_TTL: '6d' })).toThrow(/^JOBS_TTL: must not be shorter than EXPORT_TTL/);
  expect(() => readConfig({ EXPORT_TTL: '90d', JOBS_TTL: '30d' })).toThrow(/^JOBS_TTL: .* EXPORT_TTL/);
});

test.each([
  ['REPORTING_PRIVACY_LEVL', 'REPORTING_PRIVACY_LEVEL'],
  ['REPORTING_PRIVACY_LEVELS', 'REPORTING_PRIVACY_LEVEL'],
  ['REPORTING_PRIVACY_LEVLE', 'REPORTING_PRIVACY_LEVEL'],
  ['reporting_privacy_level', 'REPORTING_PRIVACY_LEVEL'],
  ['EXPORT_DlR', 'EXPORT_DIR'],
])('%s is refused for what it is meant to be, %s', (wrong, meant) => {
  expect(() => readConfig({ [wrong]: 'none' })).toThrow(`${wrong}: is no setting; ${meant} is`);
});

test('what other programs are set by is none of ours, nor is a name beside the right one', () => {
  const others = { HOSTS: 'x', CLICKHOUSE_PORT: 'tcp://10.0.0.1:8123', SMTP_USER: 'x', PORTS: '1', IMPORT_DIR: '/x' };
  expect(readConfig({ ...others, EXPORT_DIRS: '/y', EXPORT_DIR: '/x' }).exports.folder).toBe('/x');
});

test('no proxy is believed unless a setting says so', () => {
  expect(readConfig({}).trustedProxies).toBe(0);
  expect(readConfig({ TRUST_PROXY: '1' }).trustedProxies).toBe(1);
});

test('the address of a ticket in the helpdesk has a place for its id', () => {
  const ticketUrl = 'https://desk.example.com/tickets/{id}?tab=all';
  expect(readConfig({ TICKET_URL_TEMPLATE: ticketUrl }).ticketUrl).toBe(ticketUrl);
  expect(readConfig({}).ticketUrl).toBeNull();
  for (const wrong of ['https://desk.example.com/tickets/', 'javascript:alert({id})', '{id}']) {
    expect(() => readConfig({ TICKET_URL_TEMPLATE: wrong })).toThrow(/^TICKET_URL_TEMPLATE: must/);
  }
});

test('the rate that is aimed at is written in per cent', () => {
  expect(readConfig({}).targetRate).toBeNull();
  expect(readConfig({ REPORTING_TARGET_RATE: '7.5' }).targetRate).toBeCloseTo(0.075);
  expect(readConfig({ REPORTING_TARGET_RATE: '10 %' }).targetRate).toBeCloseTo(0.1);
  for (const wrong of ['101', '-1', 'ten', '1e1']) {
    expect(() => readConfig({ REPORTING_TARGET_RATE: wrong })).toThrow(/^REPORTING_TARGET_RATE: must be per cent/);
  }
});

const CLICKHOUSE_URL = 'https://tickets.example.com:8443';

test('a ClickHouse server is asked by two users, or by one', () => {
  expect(readConfig({}).clickhouse).toBeUndefined();
  const lone = { name: 'default', password: '', certificate: undefined };
  expect(readConfig({ CLICKHOUSE_URL }).clickhouse).toEqual({
    url: CLICKHOUSE_URL,
    database: 'ticketlens',
    compression: true,
    ca: undefined,
    reader: lone,
    importer: lone,
  });
  const users = { CLICKHOUSE_USER: 'r', CLICKHOUSE_IMPORT_USER: 'w', CLICKHOUSE_IMPORT_PASSWORD: 'p' };
  expect(readConfig({ CLICKHOUSE_URL, ...users, CLICKHOUSE_DATABASE: 'desk' }).clickhouse).toMatchObject({
    database: 'desk',
    reader: { name: 'r' },
    importer: { name: 'w', password: 'p' },
  });
});

test('a user proves itself by a certificate and its key, read at the start', ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-config-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const inFolder = (name: string) => join(folder, name);
  const [cert, key, otherCert, otherKey, text] = ['a', 'a.key', 'b', 'b.key', 'text'].map(inFolder) as [
    string,
    string,
    string,
    string,
    string,
  ];
  makeCertificate('tickets.example.com', cert, key);
  makeCertificate('other.example.com', otherCert, otherKey);
  writeFileSync(text, '-----BEGIN CERTIFICATE-----\n');
  const files = { CLICKHOUSE_URL, CLICKHOUSE_USER: 'r', CLICKHOUSE_CERT: cert, CLICKHOUSE_KEY: key };
  const { reader } = readConfig(files).clickhouse ?? {};
  const certificate = { cert: readFileSync(cert), key: readFileSync(key) };
  expect(reader).toEqual({ name: 'r', password: '', certificate });
  const refused = (change: Record<string, string>) => expect(() => readConfig({ ...files, ...change }));
  refused({ CLICKHOUSE_KEY: '' }).toThrow(/^CLICKHOUSE_CERT: needs CLICKHOUSE_KEY/);
  refused({ CLICKHOUSE_CERT: '' }).toThrow(/^CLICKHOUSE_KEY: needs CLICKHOUSE_CERT/);
  refused({ CLICKHOUSE_PASSWORD: 'p' }).toThrow(/^CLICKHOUSE_PASSWORD: /);
  refused({ CLICKHOUSE_URL: 'http://a' }).toThrow(/^CLICKHOUSE_CERT: .* https:/);
  refused({ CLICKHOUSE_CERT: text }).toThrow(/^CLICKHOUSE_CERT: .* holds no certificate in PEM/);
  refused({ CLICKHOUSE_KEY: cert }).toThrow(/^CLICKHOUSE_KEY: .* holds no private key .* in PEM/);
  refused({ CLICKHOUSE_KEY: otherKey }).toThrow(/^CLICKHOUSE_KEY: must be the key of CLICKHOUSE_CERT/);
  refused({ CLICKHOUSE_CA: key }).toThrow(/^CLICKHOUSE_CA: .* holds no certificate in PEM/);
  refused({ CLICKHOUSE_CA: '/nowhere' }).toThrow(/^CLICKHOUSE_CA: cannot be read/);
  const plain = { CLICKHOUSE_URL: 'http://tickets', CLICKHOUSE_CA: otherCert };
  expect(() => readConfig(plain)).toThrow(/^CLICKHOUSE_CA: needs a CLICKHOUSE_URL that begins with https:/);
});

test.for<[Record<string, string>, RegExp]>([
  [{ CLICKHOUSE_URL: 'tcp://tickets:9000' }, /^CLICKHOUSE_URL: must be an http or https address/],
  [{ CLICKHOUSE_URL: 'https://user:secret@tickets' }, /^CLICKHOUSE_URL: must have no user and no password/],
  [{ CLICKHOUSE_URL: 'https://tickets/?database=x' }, /^CLICKHOUSE_URL: must have no path and no query/],
  [{ CLICKHOUSE_URL, CLICKHOUSE_DATABASE: 'a.b' }, /^CLICKHOUSE_DATABASE: must be a name/],
  [{ CLICKHOUSE_URL, CLICKHOUSE_COMPRESSION: 'yes' }, /^CLICKHOUSE_COMPRESSION: must be 0 or 1/],
  [{ CLICKHOUSE_URL, CLICKHOUSE_PASSWORD: 'p' }, /^CLICKHOUSE_PASSWORD: needs CLICKHOUSE_USER/],
  [{ CLICKHOUSE_URL, CLICKHOUSE_IMPORT_PASSWORD: 'p' }, /^CLICKHOUSE_IMPORT_PASSWORD: needs CLICKHOUSE_IMPORT_USER/],
  [{ CLICKHOUSE_USER: 'r' }, /^CLICKHOUSE_USER: needs CLICKHOUSE_URL/],
  [{ CLICKHOUSE_CLUSTER: 'desk', DATABASE_URL: 'postgresql://a/b' }, /^CLICKHOUSE_CLUSTER: needs CLICKHOUSE_URL/],
  [{ CLICKHOUSE_URL, CLICKHOUSE_CLUSTER: 'desk' }, /^CLICKHOUSE_CLUSTER: needs DATABASE_URL/],
  [
    { CLICKHOUSE_URL, CLICKHOUSE_CLUSTER: 'a b', DATABASE_URL: 'postgresql://a/b' },
    /^CLICKHOUSE_CLUSTER: must be a name/,
  ],
])('a bad setting of the ClickHouse server is named: %j', ([environment, message]) => {
  expect(() => readConfig(environment)).toThrow(message);
});

test.for([
  ['PUBLIC_URL', 'https://reports.example.com/desk', /^PUBLIC_URL: must be .* of a host alone/],
  ['PUBLIC_URL', 'https://reports.example.com/?a=b', /^PUBLIC_URL: must be .* of a host alone/],
  ['PUBLIC_URL', 'https://user:secret@reports.example.com', /^PUBLIC_URL: must be .* of a host alone/],
  ['PUBLIC_URL', 'reports.example.com', /^PUBLIC_URL: must be an http or https address$/],
  ['JWKS_URL', 'provider/keys', /^JWKS_URL: must be an http or https address$/],
  ['SMTP_URL', 'smtp://', /^SMTP_URL: must be an address such as[^\n]*$/],
  ['SMTP_URL', 'mail.example.com:587', /^SMTP_URL: must be an address such as[^\n]*$/],
  ['SMTP_URL', 'smtp://user:100%@mail', /^SMTP_URL: must be an address such as/],
  ['MAIL_FROM', 'a@example.com, b@example.com', /^MAIL_FROM: must be one address/],
  ['MAIL_FROM', 'Reports <reports@example.com', /^MAIL_FROM: must be one address/],
  ['MAIL_FROM', 'a@b@example.com', /^MAIL_FROM: must be one address/],
  ['EXPORT_USER_DISK_MB', '10001', /^EXPORT_USER_DISK_MB: must not be more than EXPORT_DISK_MB, .*10000/],
  ['ENGINE_SECONDS', '1801', /^ENGINE_SECONDS: must not be more than ENGINE_FILE_SECONDS, .*1800/],
  ['DATABASE_URL', 'postgresql://a/b?sslmode=yes', /^DATABASE_URL: must have an sslmode of disable, prefer/],
  ['DATABASE_URL', 'host/database', /^DATABASE_URL: must be an address such as[^\n]*$/],
  ['HOST', 'not a host', /^HOST: must be an address or a name/],
  ['METRICS_TOKEN', `${'ü'.repeat(40)}`, /^METRICS_TOKEN: must have at least 32 characters/],
  ['HSTS_INCLUDE_SUBDOMAINS', '1', /^HSTS_INCLUDE_SUBDOMAINS: needs a PUBLIC_URL that begins with https:/],
  ['TRUST_PROXY', 'true', /^TRUST_PROXY: must be a whole number from 0 to 10$/],
  ['PORT', '70000', /^PORT: must be a whole number from 0 to 65535$/],
  ['PORT', '-1', /^PORT: must be a whole number from 0 to 65535$/],
] as const)('%s=%s is refused with what is allowed', ([name, value, message]) => {
  expect(() => readConfig({ [name]: value })).toThrow(message);
});

test.for(['reports@example.com', 'Reports <reports@example.com>', '"Reports, desk" <reports@example.com>'])(
  'mails may be from %s',
  (from) => {
    expect(readConfig({ MAIL_FROM: from }).mail.from).toBe(from);
  },
);

test.for([
  ['?sslmode=require', '?sslmode=verify-full'],
  ['?a=b&sslmode=verify-ca&sslrootcert=/ca.pem', '?a=b&sslmode=verify-full&sslrootcert=/ca.pem'],
  ['?sslmode=no-verify', '?sslmode=no-verify'],
  ['?uselibpqcompat=true&sslmode=require', '?uselibpqcompat=true&sslmode=require'],
])('PostgreSQL is asked by the name of what it does, without a warning of the driver: %s', ([given, asked]) => {
  expect(readConfig({ DATABASE_URL: `postgresql://a/b${given}` }).databaseUrl).toBe(`postgresql://a/b${asked}`);
});
