import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ensureInstalled, ROOT } from './prepare.mjs';

/**
 * `npm run dev`: the page from its sources, reloading itself, and the server built anew and started again whenever one
 * of its sources changes. Everything that `npm start` reads from the environment is read here too.
 */

ensureInstalled();
const { build, createServer } = await import('vite');

/** Within the project, so that packages are found, and apart from what `npm start` built. */
const BUILT = join(ROOT, 'dist', 'dev-server');
const API_PORT = process.env.PORT ?? '4173';

const page = await createServer({
  root: ROOT,
  server: { proxy: { '/api': `http://127.0.0.1:${API_PORT}` } },
});
await page.listen();
const address = page.resolvedUrls?.local[0];
if (address === undefined) throw new Error('the page is served at no local address');
const origin = new URL(address).origin;

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
/** Starts and stops follow each other, however fast sources change. */
let turn = Promise.resolve();

const watcher = await build({
  root: ROOT,
  logLevel: 'warn',
  build: { ssr: true, outDir: BUILT, watch: {} },
});
if (!('on' in watcher)) throw new Error('the build does not watch');
watcher.on('event', (event) => {
  if (event.code === 'BUNDLE_END') turn = turn.then(stopServer).then(startServer);
  if (event.code === 'ERROR') console.error(event.error.message);
});

/** The sign-in link that it prints leads to the page that reloads. */
function startServer() {
  server = spawn(process.execPath, [join(BUILT, 'main.js')], {
    cwd: ROOT,
    env: { PUBLIC_URL: origin, ...process.env, PORT: API_PORT },
    stdio: 'inherit',
  });
}

/** Stores are closed in order before the next server opens them: one process has the data folder at a time. */
async function stopServer() {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGTERM');
  await gone;
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await watcher.close();
    turn = turn.then(stopServer);
    await turn;
    await page.close();
    process.exit(0);
  });
}
