import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What has to be there before anything runs, made when it is missing: packages, the build, a browser.
 * Plain JavaScript without imports from packages, since it runs right after a clone.
 */

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules', '.ticketlens-installed');
const BUILT = join(ROOT, 'dist', '.ticketlens-built');

/**
 * Runs a command in the project's root and stops the process when it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>; quiet?: boolean }} [options] quiet shows the output only on failure.
 */
export function run(command, args, options = {}) {
  const result = spawnSync(command, [...args], {
    cwd: ROOT,
    stdio: options.quiet ? 'pipe' : 'inherit',
    env: { ...process.env, ...options.env },
  });
  if (result.status === 0) return;
  if (options.quiet) process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  fail([command, ...args], result);
}

/**
 * The same beside what is run next, for what keeps one processor busy; await it before its result matters.
 * @param {string} command @param {readonly string[]} args
 */
export async function runBeside(command, args) {
  const child = spawn(command, [...args], { cwd: ROOT, stdio: 'inherit' });
  const [status] = await once(child, 'close');
  if (status !== 0) fail([command, ...args], { status });
}

/** @param {readonly string[]} command @param {{ status: number | null, error?: Error | undefined }} result @returns {never} */
function fail(command, { status, error }) {
  console.error(`failed: ${command.join(' ')}${error ? ` (${error.message})` : ''}`);
  process.exit(status ?? 1);
}

const INSTALL_FLAGS = ['--no-audit', '--no-fund', '--loglevel=error'];
/** Behind the digest of the lock file where nothing that builds or tests is installed. */
const RUNTIME_ONLY = ' runtime';

/** Installs the locked packages unless exactly these are installed already. */
export function ensureInstalled() {
  if (readIfThere(INSTALLED) === digest([LOCK])) return;
  console.error('Installing packages (about 1 GB, once) ...');
  // Not `npm ci`: it refuses a lock file that was written where only one platform's binaries can be had.
  run('npm', ['install', '--include=dev', ...INSTALL_FLAGS]);
  // npm may have added this platform's binaries to the lock file.
  writeFileSync(INSTALLED, digest([LOCK]));
}

/** Installs what the built server needs and nothing else, unless it is there: where nothing is to be built or tested. */
export function ensureRuntimeInstalled() {
  const wanted = digest([LOCK]);
  if ([wanted, wanted + RUNTIME_ONLY].includes(readIfThere(INSTALLED) ?? '')) return;
  console.error('Installing packages (about 700 MB, once) ...');
  const exact = spawnSync('npm', ['ci', '--omit=dev', ...INSTALL_FLAGS], { cwd: ROOT, stdio: 'inherit' });
  // The lock file may lack this platform's binaries, and is to stay the one that was built with.
  if (exact.status !== 0) run('npm', ['install', '--omit=dev', '--no-save', ...INSTALL_FLAGS]);
  writeFileSync(INSTALLED, wanted + RUNTIME_ONLY);
}

/** Whether this is what a container image has: the build and its packages, and nothing to build or install them from. */
export function isBuildAlone() {
  return !existsSync(LOCK);
}

/** Whether page and server are built from the sources as they are. */
export function isBuilt() {
  return readIfThere(BUILT) === digestOfSources();
}

function digestOfSources() {
  const sources = ['src', 'public'].flatMap((folder) => filesBelow(join(ROOT, folder)));
  return digest([...sources, ...['index.html', 'vite.config.ts'].map((name) => join(ROOT, name)), LOCK]);
}

/** Builds page and server unless the sources are those of the last build. */
export function ensureBuilt() {
  const wanted = digestOfSources();
  if (readIfThere(BUILT) === wanted) return;
  console.error('Building ...');
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  // Whatever the shell or a test runner says: with another one React is built for debugging, twice as large and as slow.
  const env = { NODE_ENV: 'production' };
  run(process.execPath, [vite, 'build', '--logLevel', 'warn'], { env });
  run(process.execPath, [vite, 'build', '--ssr', '--logLevel', 'warn'], { env });
  writeFileSync(BUILT, wanted);
}

/** The shell first: without a browser's own windows the tests take half the time. */
const HEADLESS_SHELL = 'chromium-headless-shell';
const SYSTEM_BROWSERS = [HEADLESS_SHELL, 'chromium', 'chromium-browser', 'google-chrome'].map(
  (name) => `/usr/bin/${name}`,
);

/**
 * A Chromium for the browser tests: the system's, else Playwright's own, else one is installed.
 * @returns {string} its path
 */
export function ensureBrowser() {
  const found = SYSTEM_BROWSERS.find((path) => existsSync(path)) ?? playwrightBrowser();
  if (found !== undefined) return found;
  console.error('Installing a browser for the tests (once) ...');
  const isDebianRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (isDebianRoot) {
    installPackage(HEADLESS_SHELL, 'chromium');
  } else {
    run(process.execPath, [join('node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
  }
  const installed = SYSTEM_BROWSERS.find((path) => existsSync(path)) ?? playwrightBrowser();
  if (installed !== undefined) return installed;
  console.error('No Chromium could be installed: install one and run this again.');
  process.exit(1);
}

/** @returns {string | undefined} Playwright's own Chromium, if it has been downloaded. */
function playwrightBrowser() {
  const script = "import('@playwright/test').then(({ chromium }) => process.stdout.write(chromium.executablePath()))";
  const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
  return stdout !== '' && existsSync(stdout) ? stdout : undefined;
}

/** PostgreSQL's programs for the tests on a real server; they start one of their own. */
export function ensurePostgres() {
  const isThere = () => existsSync('/usr/lib/postgresql') || spawnSync('pg_config', ['--bindir']).status === 0;
  ensureProgram('PostgreSQL', 'postgresql', isThere);
}

/** Opens the workbooks that tests make. */
export function ensureLibreOffice() {
  ensureProgram('LibreOffice', 'libreoffice-calc', () => spawnSync('soffice', ['--version']).status === 0);
}

/** The server is tested behind it where it is installed or can be; elsewhere that test says what it misses. */
export function installNginx() {
  install('nginx', 'nginx-light', () => existsSync('/usr/sbin/nginx') || spawnSync('nginx', ['-v']).status === 0);
  install('openssl', 'openssl', () => spawnSync('openssl', ['version']).status === 0);
}

/**
 * @param {string} name
 * @param {string} debianPackage
 * @param {() => boolean} isThere
 */
function ensureProgram(name, debianPackage, isThere) {
  install(name, debianPackage, isThere);
  if (isThere()) return;
  console.error(`${name} is not installed: install it (Debian: apt-get install ${debianPackage}) and run this again.`);
  process.exit(1);
}

/**
 * Where that can be done: as root on Debian.
 * @param {string} name
 * @param {string} debianPackage
 * @param {() => boolean} isThere
 */
function install(name, debianPackage, isThere) {
  if (isThere() || !existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  console.error(`Installing ${name} for the tests (once) ...`);
  installPackage(debianPackage);
}

/** @param {readonly string[]} names of Debian packages: the first that there is. */
function installPackage(...names) {
  run('apt-get', ['update'], { quiet: true });
  const name = names.find((each) => spawnSync('apt-cache', ['show', each]).status === 0) ?? names[0] ?? '';
  run('apt-get', ['install', '-y', '--no-install-recommends', name], {
    quiet: true,
    env: { DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

/** @param {readonly string[]} paths */
function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path.slice(ROOT.length)).update('\0').update(readFileSync(path));
  return hash.digest('hex');
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
