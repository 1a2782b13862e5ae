import { fileURLToPath } from 'node:url';
import { PERMISSIONS } from '../contract/privacy';
import { wallTimeIn } from '../contract/wallTime';
import { closeBackend, openBackend } from './backend';
import { type Config, ConfigError, readConfig } from './config';
import { createApp } from './http/app';
import { closeServer, listen } from './http/listen';
import type { Backend } from './http/route';
import { lockDataDir } from './state/dataDirLock';
import { removeServerAddress, writeServerAddress } from './state/serverAddress';
import { fillDemo } from './tickets/demo/fillDemo';
import { dropLeftovers } from './tickets/import/staging';
import { readStoreFacts } from './tickets/storeFacts';

/** The server process: settings -> lock -> HTTP -> stores -> worker, and back in the opposite order. */

const WEB_FOLDER = fileURLToPath(new URL('../web', import.meta.url));
/** The printed link is for whoever reads the terminal now. */
const LINK_SECONDS = 15 * 60;

async function main(): Promise<void> {
  // Tickets, files and mails are their owner's alone to read.
  process.umask(0o077);
  const config = readConfig(process.env);
  const lock = lockDataDir(config.dataDir);
  let backend: Backend | undefined;
  const app = createApp(() => backend, WEB_FOLDER);
  const { server, port } = await listen(app, config.host, config.port);
  const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  const publicUrl = config.publicUrl ?? address;

  const opening = openBackend(config, publicUrl);
  const stop = async () => {
    // A second signal ends the process at once, as it does by default.
    process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
    // Streams of events would keep their connections open.
    backend?.exports.stopping.abort();
    await closeServer(server);
    // Stores that are still opening are closed as soon as they are open.
    await opening.then(closeBackend, () => undefined);
    removeServerAddress(config.dataDir);
    lock.release();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  const opened = await opening;
  await dropLeftovers(opened.engine);
  await fillIfEmpty(opened, config);
  backend = opened;
  writeServerAddress(config.dataDir, address);
  opened.sync.start();
  console.log(`Ticketlens runs at ${address}/reporting`);
  console.log(`Sign in (the link works for 15 minutes): ${await signInLink(opened)}`);
}

async function fillIfEmpty({ engine }: Backend, { timeZone, sync }: Config): Promise<void> {
  // Made-up tickets would be taken for those of the instance that is mirrored.
  if (sync !== undefined || (await readStoreFacts(engine)).rows > 0) return;
  console.log('The store is empty: filling it with demo tickets ...');
  await fillDemo(engine, wallTimeIn(timeZone, new Date()));
}

async function signInLink({ sessions, publicUrl }: Backend): Promise<string> {
  const caller = { id: 'local', email: 'you@example.com', name: 'Local user', permissions: [...PERMISSIONS] };
  const token = await sessions.tokens.issue(caller, 'signIn', LINK_SECONDS);
  return `${publicUrl}/reporting#token=${token}`;
}

main().catch((error: unknown) => {
  // A wrong setting or a taken folder is the user's to mend: a line, not a stack.
  const plain = error instanceof ConfigError || (error instanceof Error && !isBug(error));
  console.error(plain ? error.message : error);
  process.exit(1);
});

function isBug(error: Error): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
}
