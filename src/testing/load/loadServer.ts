import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTokens } from '../../server/access/tokens';
import { readConfig } from '../../server/config/config';
import { openChdb } from '../../server/engine/chdbEngine';
import { sql } from '../../server/engine/engine';
import { openTickets } from '../../server/tickets/schema/openTickets';
import { makeTickets } from '../bench/madeTickets';
import { builtServer } from '../builtServer';
import { READER } from '../testBackend';

const SECRET = 'a-secret-for-the-load-that-is-long-enough';
const PROBE = pathToFileURL(join(import.meta.dirname, 'stallProbe.mjs')).href;

/** The built server in a process of its own, over generated tickets. */
export interface LoadServer {
  address: string;
  tokenFor(user: string): Promise<string>;
  /** Resident memory of the process in MB. */
  megabytes(): number;
  /** The longest turn of its event loop since then (ms since 1970), in ms of the main thread's processor time. */
  longestStall(since: number): number;
}

/** Runs `work` with a server over so many tickets. */
export async function withLoadServer(rows: number, work: (server: LoadServer) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-load-'));
  const stalls = join(folder, 'stalls');
  const built = builtServer({ measured: true });
  try {
    await fillStore(join(folder, 'data', 'tickets'), rows);
    const environment = {
      DATA_DIR: join(folder, 'data'),
      JWT_SECRET: SECRET,
      LOAD_STALLS: stalls,
      NODE_OPTIONS: `--import ${PROBE}`,
    };
    await built.serve(environment, (address, child) => work(loadServer(address, child, stalls)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function fillStore(folder: string, rows: number): Promise<void> {
  const engine = openChdb(folder);
  await openTickets(engine);
  await engine.command(sql(makeTickets(rows)));
  await engine.close();
}

function loadServer(address: string, { pid }: ChildProcess, stalls: string): LoadServer {
  const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
  return {
    address,
    tokenFor: (user) =>
      tokens.issue({ id: user, email: `${user}@example.com`, name: user, permissions: [...READER] }, 'api', 7200),
    megabytes() {
      const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return Math.round(Number(kilobytes) / 1024);
    },
    longestStall(since) {
      const lines = existsSync(stalls) ? readFileSync(stalls, 'utf8').trim().split('\n') : [];
      const noted = lines.map((line) => line.split(' ').map(Number));
      return Math.max(0, ...noted.flatMap(([at = 0, used = 0]) => (at >= since ? [used] : [])));
    },
  };
}
