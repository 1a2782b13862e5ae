import { join, resolve } from 'node:path';
import type { Permission } from '../../contract/privacy';
import { createApp } from '../../server/http/app';
import { closeServer, listen } from '../../server/http/listen';
import { sql } from '../../server/tickets/engine';
import { openTestBackend, READER, type TestBackend } from '../testBackend';
import { makeTickets } from './madeTickets';

/** The page as `npm start` built it last. */
const WEB_FOLDER = join(resolve(import.meta.dirname, '../../..'), 'dist', 'web');

/** A whole server on a port, its store full of made-up tickets. */
export interface BenchServer extends TestBackend {
  address: string;
  /** May read and export. */
  token: string;
}

export async function openBenchServer(rows: number): Promise<BenchServer> {
  const backend = await openTestBackend();
  await backend.backend.engine.command(sql(makeTickets(rows)));
  const { server, port } = await listen(
    createApp(() => backend.backend, WEB_FOLDER),
    '127.0.0.1',
    0,
  );
  const permissions: readonly Permission[] = READER;
  return {
    ...backend,
    address: `http://127.0.0.1:${port}`,
    token: await backend.tokenFor('bench@example.com', permissions),
    async close() {
      await closeServer(server);
      await backend.close();
    },
  };
}
