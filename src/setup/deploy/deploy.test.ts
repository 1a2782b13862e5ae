import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { BAD_SETTINGS } from '../../server/config/configError';
import { missingForNginx, NGINX } from '../../testing/nginx';

/** What of the files for deployment can be checked where no container runs; compose.yaml: see compose.test.ts. */

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const without = (program: string) => spawnSync(program, ['--version']).status !== 0;

/** Until a PostgreSQL that does not answer is given up. */
const LONGEST_FAILING_START_SECONDS = 10;

for (const name of ['ticketlens.service', 'ticketlens-worker.service']) {
  test.skipIf(without('systemd-analyze'))(`${name} is a unit`, ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketlens-unit-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const unit = join(folder, name);
    // The program that runs this test stands for the one of the machine that it is for.
    writeFileSync(unit, read(name).replace('/usr/bin/node', process.execPath));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test(`${name} tries no bad settings again, and gives up a start that always fails`, () => {
    const [section = ''] = read(name).split('[Service]');
    const number = (key: string, text: string) => Number(new RegExp(`^${key}=(\\d+)$`, 'm').exec(text)?.[1]);
    const [starts, within] = [number('StartLimitBurst', section), number('StartLimitIntervalSec', section)];
    expect(number('RestartPreventExitStatus', read(name))).toBe(BAD_SETTINGS);
    expect(starts * (number('RestartSec', read(name)) + LONGEST_FAILING_START_SECONDS)).toBeLessThan(within);
  });
}

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

test('ClickHouse’s users get the rights that the README lists, and no others', () => {
  const wanted =
    readFileSync('README.md', 'utf8').match(/^GRANT (?!ON CLUSTER).* TO ticketlens_(reader|importer);$/gm) ?? [];
  expect(wanted.length).toBeGreaterThan(5);
  const users = read('clickhouse/users.xml');
  const given = ['ticketlens_reader', 'ticketlens_importer'].flatMap((user) => {
    const [, grants = ''] =
      new RegExp(`<${user}>[\\s\\S]*<grants>([\\s\\S]*?)</grants>[\\s\\S]*</${user}>`).exec(users) ?? [];
    return [...grants.matchAll(/<query>(.*)<\/query>/g)].map(([, grant]) => `${grant} TO ${user};`);
  });
  expect(given).toEqual(wanted);
  const [, byDefault = ''] = /<default>([\s\S]*)<\/default>/.exec(users) ?? [];
  expect([...byDefault.matchAll(/<ip>(.*)<\/ip>/g)].map(([, ip]) => ip)).toEqual(['::1', '127.0.0.1']);
  expect(byDefault).toContain('<networks replace="replace">');
});

test('PostgreSQL’s role is made as the README says', () => {
  const statements = (text: string) => {
    const [, block = ''] =
      /(CREATE ROLE ticketlens LOGIN[\s\S]*?GRANT USAGE, CREATE ON SCHEMA public TO ticketlens;)/.exec(text) ?? [];
    return block.replace(/PASSWORD \S+/, 'PASSWORD').split('\n');
  };
  expect(statements(read('postgres/role.sh'))).toEqual(statements(readFileSync('README.md', 'utf8')));
  expect(statements(read('postgres/role.sh')).length).toBeGreaterThan(5);
});

for (const script of ['postgres/role.sh', 'ticketlens']) {
  test(`${script} is a shell script`, () => {
    expect(spawnSync('sh', ['-n', join(import.meta.dirname, script)]).status).toBe(0);
  });
}

/** Paths from the repository that the image itself is made of. */
function copiedFromHere(stage: string): string[] {
  return [...stage.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '));
}

test('the container file copies what is there', () => {
  const copied = copiedFromHere(read('Containerfile'));
  expect(copied.length).toBeGreaterThan(8);
  for (const path of copied) expect({ path, there: existsSync(path) }).toEqual({ path, there: true });
});

test('with the files of the image alone `npm run link` runs, and neither installs nor builds', ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [, image = ''] = read('Containerfile').split(/^FROM .*(?<!AS build)$/m);
  for (const path of copiedFromHere(image)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    cpSync(path, join(folder, path));
  }
  mkdirSync(join(folder, 'dist', 'server'), { recursive: true });
  writeFileSync(join(folder, 'dist', 'server', 'link.js'), 'console.log(process.argv.slice(1).join(" "))');
  cpSync('package.json', join(folder, 'package.json'));
  const { link = '' } = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
  const [, ...args] = link.split(' ');
  // Without npm in PATH, an installation fails.
  const options = { cwd: folder, encoding: 'utf8', env: { PATH: '' } } as const;
  expect(spawnSync(process.execPath, [...args, '--help'], options)).toMatchObject({
    status: 0,
    stdout: 'link --help\n',
  });
});
