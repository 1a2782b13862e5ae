import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../server/config/config';
import { missingForNginx, NGINX } from '../../testing/nginx';

/** What of the files for deployment can be checked where no container runs. */

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const without = (program: string) => spawnSync(program, ['--version']).status !== 0;

test.skipIf(without('systemd-analyze'))(
  'the systemd unit is one, with settings that the server knows',
  ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketlens-unit-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const unit = join(folder, 'ticketlens.service');
    // The program that runs this test stands for the one of the machine that it is for.
    writeFileSync(unit, read('ticketlens.service').replace('/usr/bin/node', process.execPath));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [, settings = ''] = /^Environment=NODE_ENV=production (.*)$/m.exec(read('ticketlens.service')) ?? [];
    expect(readConfig(Object.fromEntries(settings.split(' ').map((each) => each.split('='))))).toMatchObject({
      dataDir: '/var/lib/ticketlens',
      startLink: false,
    });
  },
);

test.skipIf(missingForNginx() !== undefined)('nginx takes its configuration', ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-nginx-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [certificate, key] = [join(folder, 'c.pem'), join(folder, 'k.pem')];
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-subj',
    '/CN=x',
  ];
  spawnSync('openssl', [...made, '-keyout', key, '-out', certificate]);
  const site = read('nginx.conf')
    .replace('/etc/ssl/ticketlens/fullchain.pem', certificate)
    .replace('/etc/ssl/ticketlens/privkey.pem', key)
    // Names of containers are known among them alone.
    .replace('server1:4173', '127.0.0.1:1')
    .replace('server2:4173', '127.0.0.1:2');
  writeFileSync(join(folder, 'nginx.conf'), `pid ${folder}/pid; error_log stderr; events {} http { ${site} }`);
  const { status, stderr } = spawnSync(NGINX, ['-t', '-e', 'stderr', '-p', folder, '-c', join(folder, 'nginx.conf')], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringMatching(/\[(emerg|warn)\]/) });
});

test('the compose file gives servers and worker settings that they take, and names files that are there', () => {
  const compose = read('compose.yaml');
  const [, block = ''] = /environment: &settings\n((?: {4}\w+:.*\n)+)/.exec(compose) ?? [];
  const settings = [...block.matchAll(/^ {4}(\w+): ["']?(.*?)["']?$/gm)].map(
    ([, name = '', value = '']): [string, string] => [
      name,
      value.replace(/\$\{(\w+)[^}]*\}/g, (_, variable: string) => SAMPLES[variable] ?? ''),
    ],
  );
  expect(settings.length).toBeGreaterThan(10);
  const known = readFileSync('README.md', 'utf8');
  for (const [name] of settings)
    expect(known).toMatch(new RegExp(`^\\| .*\`${name.replace(/_PASSWORD$/, '_USER')}\``, 'm'));
  expect(readConfig(Object.fromEntries(settings))).toMatchObject({
    clickhouse: { url: 'http://clickhouse:8123', importer: { name: 'ticketlens_importer' } },
    databaseUrl: 'postgresql://ticketlens:secret@postgres/ticketlens',
  });
  for (const [, path = ''] of compose.matchAll(/["']\.\/([\w./-]+):/g)) {
    if (path !== 'tls') expect(existsSync(join(import.meta.dirname, path))).toBe(true);
  }
});

/** Of what the operator fills in. */
const SAMPLES: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://reports.example.com',
  JWT_SECRET: 'x'.repeat(32),
  POSTGRES_PASSWORD: 'secret',
  CLICKHOUSE_PASSWORD: 'secret',
  CLICKHOUSE_IMPORT_PASSWORD: 'secret',
  SMTP_URL: 'smtp://mail.example.com:587',
};

test('ClickHouse’s users get the rights that the README lists, and no others', () => {
  const grants = (text: string) =>
    text.match(/^GRANT (?!ON CLUSTER).* ON .*;$/gm)?.filter((line) => line.includes('TO ticketlens_')) ?? [];
  const wanted = grants(readFileSync('README.md', 'utf8'));
  expect(wanted.length).toBeGreaterThan(5);
  expect(grants(read('clickhouse/users.sh'))).toEqual(wanted);
  expect(spawnSync('sh', ['-n', join(import.meta.dirname, 'clickhouse/users.sh')]).status).toBe(0);
});

test('the container file copies what is there', () => {
  const copied = [...read('Containerfile').matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, paths = '']) =>
    paths.split(' '),
  );
  expect(copied.length).toBeGreaterThan(8);
  for (const path of copied) expect({ path, there: existsSync(path) }).toEqual({ path, there: true });
});
