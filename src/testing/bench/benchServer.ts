import { join, resolve } from 'node:path';
import { sql } from '../../server/engine/engine';
import { createApp } from '../../server/http/app';
import { closeServer, listen } from '../../server/http/listen';
import { openTestBackend, READER, type TestBackend } from '../testBackend';
import { makeTickets } from './madeTickets';

/** The page as last built by `npm start`. */
const WEB_FOLDER = join(resolve(import.meta.dirname, '../../..'), 'dist', 'web');

/** A server on a port, with a store of generated tickets. */
export interface BenchServer extends TestBackend {
  address: string;
  /** With READER's permissions. */
  token: string;
}

export async function openBenchServer(rows: number): Promise<BenchServer> {
  const backend = await openTestBackend();
  await backend.backend.engine.command(sql(makeTickets(rows)));
  const { server, port } = await listen(
    createApp(() => backend.backend, WEB_FOLDER, backend.backend.config),
    '127.0.0.1',
    0,
  );
  const address = `http://127.0.0.1:${port}`;
  backend.backend.publicUrl = address;
  return {
    ...backend,
    address,
    token: await backend.tokenFor('bench@example.com', READER),
    async close() {
      await closeServer(server);
      await backend.close();
    },
  };
}
