import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session } from 'chdb';
import type { ClickhouseSettings, ClickhouseUser } from '../../server/config/clickhouseSettings';
import type { EngineLimits } from '../../server/config/engineSettings';
import { openChdb } from '../../server/engine/chdbEngine';
import { openClickhouse } from '../../server/engine/clickhouse/clickhouseEngine';
import type { TicketEngine } from '../../server/engine/engine';
import { startStandIn } from '../clickhouse/standIn';

/** An engine of each kind, as the tests that all of them have to pass see it. */
export interface TestedEngine {
  engine: TicketEngine;
  /** How many statements with a text in them the engine is at. */
  statements(text: string): Promise<number>;
  close(): Promise<void>;
}

export interface EngineKind {
  /** Whether the engine works in this process, and its time can be measured. */
  embedded: boolean;
  open(limits?: EngineLimits): Promise<TestedEngine>;
}

export const CHDB: EngineKind = {
  embedded: true,
  async open(limits) {
    const folder = mkdtempSync(join(tmpdir(), 'ticketlens-chdb-'));
    const engine = openChdb(folder, limits);
    await engine.makeDatabase();
    // The engine's next question would take the Session that was freed last, and so free what it holds.
    const other = new Session(folder);
    return {
      engine,
      statements: async (text) => Number(other.query(statementsSql(text)).trim()),
      async close() {
        other.close();
        await engine.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

/** As many places as the embedded engine has. */
const PLACES = { questions: 3, streams: 2, prompt: 1 };

export const STAND_IN: EngineKind = {
  embedded: false,
  async open(limits) {
    const folder = mkdtempSync(join(tmpdir(), 'ticketlens-stand-in-'));
    const server = await startStandIn(folder);
    const engine = openClickhouse(server.settings, limits, PLACES);
    await engine.makeDatabase();
    return {
      engine,
      statements: (text) => remoteStatements(server.settings, text),
      async close() {
        await engine.close();
        await server.stop();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

/** A real server's; its user may do anything in databases whose names begin with `ticketlens_test`. */
export function serverKind(url: string): EngineKind {
  return {
    embedded: false,
    async open(limits) {
      const { TEST_CLICKHOUSE_USER: name = 'default', TEST_CLICKHOUSE_PASSWORD: password = '' } = process.env;
      const user: ClickhouseUser = { name, password, certificate: undefined };
      const database = `ticketlens_test_${randomUUID().replaceAll('-', '')}`;
      const settings = { url, database, compression: true, ca: undefined, reader: user, importer: user };
      const engine = openClickhouse(settings, limits, PLACES);
      await engine.makeDatabase();
      return {
        engine,
        statements: (text) => remoteStatements(settings, text),
        async close() {
          await engine.close();
          await ask(settings, `DROP DATABASE ${database} SYNC`);
        },
      };
    },
  };
}

function statementsSql(text: string): string {
  return `SELECT count() FROM system.processes
    WHERE position(query, '${text}') > 0 AND position(query, 'system.processes') = 0 FORMAT TSV`;
}

async function remoteStatements(settings: ClickhouseSettings, text: string): Promise<number> {
  return Number(await ask(settings, statementsSql(text)));
}

async function ask({ url, importer }: ClickhouseSettings, body: string): Promise<string> {
  const headers = { 'X-ClickHouse-User': importer.name, 'X-ClickHouse-Key': importer.password };
  const answer = await fetch(url, { method: 'POST', body, headers });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.text();
}
