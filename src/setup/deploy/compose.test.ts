import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../server/config/config';

/** That the compose file gives servers and worker every setting of the README, and nobody more than they need. */

const serviceSchema = z.object({
  image: z.string(),
  restart: z.string(),
  mem_limit: z.string(),
  env_file: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  healthcheck: z.object({ disable: z.boolean().optional() }).loose().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() }).loose()).default({}),
  volumes: z.array(z.string()).default([]),
});
const text = readFileSync(join(import.meta.dirname, 'compose.yaml'), 'utf8');
const { services } = z.object({ services: z.record(z.string(), serviceSchema) }).parse(parse(text, { merge: true }));
const ours = Object.entries(services).filter(([, { image }]) => image === 'ticketlens');

/** What the containers are to each other: no operator's to say. */
const ITS_OWN = [
  'DATABASE_URL',
  'CLICKHOUSE_URL',
  'CLICKHOUSE_USER',
  'CLICKHOUSE_PASSWORD',
  'CLICKHOUSE_IMPORT_USER',
  'CLICKHOUSE_IMPORT_PASSWORD',
  'DATA_DIR',
  'EXPORT_DIR',
  'HOST',
  'PORT',
  'START_LINK',
  'TRUST_PROXY',
];

test('every setting of the README reaches servers and worker', () => {
  expect(ours.map(([name]) => name)).toEqual(['server1', 'server2', 'worker']);
  for (const [, { env_file: files, environment }] of ours) {
    expect(files).toEqual(['ticketlens.env']);
    // One that stands here would go before what the operator says.
    expect(Object.keys(environment)).toEqual(ITS_OWN);
  }
  const documented = readFileSync('README.md', 'utf8');
  for (const name of ITS_OWN)
    expect(documented).toMatch(new RegExp(`^\\| .*\`${name.replace(/_PASSWORD$/, '_USER')}\``, 'm'));
});

test('what it sets is accepted beside what the operator sets', () => {
  const [[, { environment }] = expect.fail()] = ours;
  const own = Object.entries(environment).map(([name, value]) => [name, value.replace(/\$\{\w+[^}]*\}/g, 'secret')]);
  const operators = {
    PUBLIC_URL: 'https://reports.example.com',
    JWT_SECRET: 'x'.repeat(32),
    SMTP_URL: 'smtp://mail.example.com:587',
    REPORTING_PRIVACY_LEVEL: 'none',
  };
  expect(readConfig({ ...operators, ...Object.fromEntries(own) })).toMatchObject({
    clickhouse: { url: 'http://clickhouse:8123', importer: { name: 'ticketlens_importer' } },
    databaseUrl: 'postgresql://ticketlens:secret@postgres/ticketlens',
    privacyLevel: 'none',
  });
});

test('the databases’ own administrators are nobody’s else', () => {
  for (const [, service] of ours) expect(JSON.stringify(service)).not.toContain('ADMIN');
  expect(services.postgres?.environment).toMatchObject({ POSTGRES_USER: 'postgres' });
  expect(services.clickhouse?.environment).not.toHaveProperty('CLICKHOUSE_DEFAULT_ACCESS_MANAGEMENT');
  expect(services.clickhouse?.environment).toMatchObject({ CLICKHOUSE_SKIP_USER_SETUP: '1' });
});

test('all of them start again, are bounded, are asked for their health and wait for those they need', () => {
  for (const [name, { image, restart, healthcheck, depends_on: needs }] of Object.entries(services)) {
    // The image of ours has a check of its own; a worker listens nowhere.
    const isChecked = image === 'ticketlens' || healthcheck !== undefined;
    expect({ name, restart, isChecked }).toEqual({ name, restart: 'unless-stopped', isChecked: true });
    for (const { condition } of Object.values(needs)) expect(condition).toBe('service_healthy');
  }
  expect(Object.keys(services.nginx?.depends_on ?? {})).toEqual(['server1', 'server2']);
});

test('it names files that are there', () => {
  const paths = Object.values(services).flatMap(({ volumes }) =>
    volumes.flatMap((volume) => (volume.startsWith('./') ? (volume.split(':')[0] ?? []) : [])),
  );
  expect(paths.length).toBeGreaterThan(4);
  for (const path of paths) {
    if (path !== './tls')
      expect({ path, there: existsSync(join(import.meta.dirname, path)) }).toEqual({ path, there: true });
  }
});
