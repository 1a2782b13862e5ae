import { join } from 'node:path';
import { closeServer, listen } from '../../server/http/listen';
import { test as base } from '../fixtures';
import { startSmtpServer } from '../smtpServer';
import { READER } from '../testBackend';
import { randomTickets } from '../ticketFactory';
import { killFilesAndExports, killMirror } from './killRounds';

/**
 * `npm run soak`: kill -9 again and again on one data folder, at moments that nobody has chosen. SOAK_KILLS sets how
 * often, SOAK_SEED when.
 */

const rounds = Number(process.env.SOAK_KILLS ?? '20');
const seed = Number(process.env.SOAK_SEED ?? '1');

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('smtp', async ({}, { onCleanup }) => {
    const smtp = await startSmtpServer();
    onCleanup(() => smtp.close());
    return smtp;
  })
  .extend('upstream', async ({ server }, { onCleanup }) => {
    await server.insert(randomTickets(4711, 2500));
    const listening = await listen(server.app, '127.0.0.1', 0);
    onCleanup(() => closeServer(listening.server));
    return {
      url: `http://127.0.0.1:${listening.port}`,
      token: await server.tokenFor('mirror@example.com', READER),
      insert: server.insert,
      tickets: async () => (await server.call('/export/reporting_tickets?format=json')).json(),
    };
  });
const timeout = (rounds + 2) * 120_000;

// A hook may take longer than a test.
test.beforeAll(({ built }) => void built);

test(`${rounds} kills while files are imported and exports made`, { timeout }, async ({ built, dataDir, smtp }) => {
  await killFilesAndExports({ built, dataDir, rounds, seed }, smtp);
});

test(`${rounds} kills while a mirror follows`, { timeout }, async ({ built, folder, upstream }) => {
  await killMirror({ built, dataDir: join(folder, 'mirror'), rounds, seed }, upstream);
});
