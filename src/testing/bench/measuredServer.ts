import { EventEmitter, once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChdb } from '../../server/engine/chdbEngine';
import { sql, type TicketEngine } from '../../server/engine/engine';
import { openTickets } from '../../server/tickets/schema/openTickets';
import { builtServer } from '../builtServer';
import { Client } from './client';
import { makeTickets } from './madeTickets';

/** A server as `npm start` runs it, in its own process, and the bare engine in this one with the same tickets. */
export interface MeasuredServer {
  engine: TicketEngine;
  /** For what is measured; it goes with the server. */
  folder: string;
  /** The process of the server. */
  pid: number;
  /** Asks the API, as a process of its own does. @returns bytes of the answer. */
  get(path: string): Promise<number>;
  /** The answer itself, which is not timed. */
  read(path: string): Promise<unknown>;
  close(): Promise<void>;
}

export async function openMeasuredServer(made: {
  rows: number;
  documentWords?: number;
  secondsApart?: number;
  settings?: Record<string, string>;
}): Promise<MeasuredServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-bench-'));
  const [bare, dataDir] = [join(folder, 'bare'), join(folder, 'server')];
  const filling = openChdb(bare);
  await openTickets(filling);
  await filling.command(sql(makeTickets(made.rows, made.documentWords, made.secondsApart)));
  await filling.close();
  cpSync(bare, join(dataDir, 'tickets'), { recursive: true });
  const engine = openChdb(bare);
  const built = builtServer({ measured: true });
  const environment = {
    DATA_DIR: dataDir,
    JWT_SECRET: 'a-secret-for-the-bench-that-is-long-enough',
    ...made.settings,
  };
  const { text } = await built.command(
    'token',
    ['--email', 'bench@example.com', '--permissions', 'reportTickets,exportData,viewSensitiveDataInExport'],
    environment,
  );
  const token = text.trim();
  const client = new Client(token);
  const stopping = new EventEmitter();
  let served: Promise<void> = Promise.resolve();
  const { address, pid } = await new Promise<{ address: string; pid: number }>((started, failed) => {
    served = built.serve(environment, async (at, child) => {
      started({ address: `${at}/api/mind`, pid: child.pid ?? 0 });
      await once(stopping, 'stop');
    });
    served.catch(failed);
  });
  return {
    engine,
    folder,
    pid,
    get: (path) => client.get(address + path),
    async read(path) {
      const answer = await fetch(address + path, { headers: { authorization: `Bearer ${token}` } });
      if (!answer.ok) throw new Error(`${answer.status} for ${path}: ${await answer.text()}`);
      return answer.json();
    },
    async close() {
      stopping.emit('stop');
      await served;
      await client.close();
      await engine.close();
      rmSync(folder, { recursive: true });
    },
  };
}
