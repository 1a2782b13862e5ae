import '../contract/languages/inEnglish';
import { fileURLToPath } from 'node:url';
import { wallTimeIn } from '../contract/time/wallTime';
import { makeSignInLink, SIGN_IN_LINK, SIGN_IN_LINK_MINUTES } from './access/signInLinks';
import { NO_ORIGIN, nobody } from './audit/newEntry';
import { type Backend, openBackend } from './backend';
import type { Config } from './config/config';
import { fillDemo } from './demo/fillDemo';
import { createApp } from './http/app';
import { closeServer, listen } from './http/listen';
import { listenProblem } from './http/listenProblem';
import { prepareDocuments } from './http/openApi/documentBody';
import { lockDataDir } from './process/dataDirLock';
import { DisposalStack } from './process/disposalStack';
import { removeServerAddress, writeServerAddress } from './process/serverAddress';
import { runProcess } from './runProcess';
import { readStoreFacts } from './tickets/storeFacts';

/** The server process: settings -> lock -> HTTP -> stores -> worker, stopped in the opposite order. */

const WEB_FOLDER = fileURLToPath(new URL('../web', import.meta.url));

async function serve(config: Config, disposal: DisposalStack, stopped: AbortSignal): Promise<void> {
  const { dataDir, host } = config;
  const lock = lockDataDir(dataDir);
  disposal.defer(() => lock.release());
  disposal.defer(() => removeServerAddress(dataDir));
  const stores = new DisposalStack();
  disposal.defer(() => stores.disposeAsync());

  let backend: Backend | undefined;
  const app = createApp(() => backend, WEB_FOLDER, config);
  const { server, port } = await listen(app, host, config.port, config).catch((error: unknown) => {
    throw listenProblem(error, host, config.port);
  });
  disposal.defer(() => closeServer(server));
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

  const opened = await openBackend(config, config.publicUrl ?? url, stores);
  // Ends event streams, which would keep their connections open.
  disposal.defer(() => opened.exports.stopping.abort());
  await fillIfEmpty(opened, config, stopped);
  stopped.throwIfAborted();
  prepareDocuments();
  backend = opened;
  writeServerAddress(dataDir, { url, key: opened.commandKey });
  opened.sync.start();
  console.log(`Ticketlens runs at ${url}/reporting`);
  console.log(config.startLink ? await signInLine(opened) : 'Sign in: npm run link prints a link that works once');
}

async function fillIfEmpty({ engine }: Backend, { timeZone, sync }: Config, stopped: AbortSignal): Promise<void> {
  // Demo tickets could be mistaken for the upstream's, and other servers may be about to fill a server's tables.
  if (sync !== undefined || engine.folder === undefined || (await readStoreFacts(engine)).rows > 0) return;
  console.log('The store is empty: filling it with demo tickets ...');
  await fillDemo(engine, wallTimeIn(timeZone, new Date()), { signal: stopped });
}

async function signInLine({ audit, state, publicUrl }: Backend): Promise<string> {
  await audit.record({ kind: 'issued', ...nobody(NO_ORIGIN), detail: `${SIGN_IN_LINK}, printed at the start` });
  const link = await makeSignInLink(state, publicUrl);
  return `Sign in (the link works once, within ${SIGN_IN_LINK_MINUTES} minutes; npm run link prints another): ${link}`;
}

runProcess(serve);
