import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Ticket } from '../../contract/columns/columns';
import { profileSchema } from '../../contract/responses/sessionResponses';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { createTokens } from '../../server/access/tokens';
import { readConfig } from '../../server/config/config';
import { Random } from '../../server/demo/random';
import { builtServer } from '../builtServer';
import { READER } from '../testBackend';
import { ChangingDesk } from '../upstream/changingDesk';
import { type FaultyProxy, startFaultyProxy } from '../upstream/faultyProxy';
import { startUpstream, type TestUpstream } from '../upstream/upstream';

/**
 * `npm run soak`: a server that syncs every minute with a constantly changing one, over a connection that breaks at
 * times, ends with the same rows. SOAK_MINUTES sets the duration, ten by default.
 */

const MINUTES = Number(process.env.SOAK_MINUTES ?? '10');
const TICKETS = 20_000;
const SECRET = 'a-secret-for-the-soak-that-is-long-enough';
const EXPORT = '/api/mind/export/reporting_tickets?format=json';

const dataDir = mkdtempSync(join(tmpdir(), 'ticketlens-soak-'));
const random = new Random(MINUTES);
let upstream: TestUpstream;
let proxy: FaultyProxy;
const built = builtServer({ measured: true });
let faults = 0;

beforeAll(async () => {
  upstream = await startUpstream();
  proxy = await startFaultyProxy(upstream.url, {
    before() {
      if (!random.chance(0.05)) return { kind: 'none' };
      faults += 1;
      return random.pick([
        [{ kind: 'answer', status: 429, headers: { 'Retry-After': '1' } }, 1],
        [{ kind: 'answer', status: 503 }, 1],
        [{ kind: 'cut' }, 1],
        [{ kind: 'half', ended: false }, 1],
      ]);
    },
  });
});
afterAll(async () => {
  await proxy.stop();
  await upstream.stop();
  rmSync(dataDir, { recursive: true });
});

async function get(url: string, token: string): Promise<unknown> {
  return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).json();
}

function megabytesOf(pid: number | undefined): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

test(`${MINUTES} minutes`, { timeout: (MINUTES + 10) * 60_000 }, async () => {
  const desk = new ChangingDesk(4711, TICKETS, new Date().toISOString().slice(0, 19).replace('T', ' '));
  await upstream.put([...desk.tickets.values()]);
  const environment = {
    DATA_DIR: dataDir,
    JWT_SECRET: SECRET,
    REPORTING_SYNC_URL: proxy.url,
    REPORTING_SYNC_MINUTES: '1',
    TICKETLENS_UPSTREAM_TOKEN: upstream.token,
  };
  await built.serve(environment, async (address, child) => {
    const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
    const user = { id: 'a', email: 'a@example.com', name: 'a', permissions: [...READER] };
    const token = await tokens.issue(user, 'api', 7200);
    const status = async (): Promise<SyncStatus | null> =>
      profileSchema.parse(await get(`${address}/api/mind/profile`, token)).sync;
    const seen = new Map<string, string>();
    const memory: number[] = [];
    let changed = 0;
    const end = Date.now() + MINUTES * 60_000;
    for (let last = Date.now(); last < end; ) {
      await setTimeout(random.between(100, 1500));
      const now = Date.now();
      desk.pass((now - last) / 1000);
      last = now;
      const tickets = desk.work();
      await upstream.put(tickets);
      changed += tickets.length;
      const sync = await status();
      seen.set(String(sync?.syncedAt), String(sync?.state));
      memory.push(megabytesOf(child.pid));
    }
    // The first sync that begins after the last change.
    const before = (await status())?.syncedAt;
    await vi.waitUntil(async () => !(await status())?.running && (await status())?.syncedAt !== before, {
      timeout: 180_000,
      interval: 500,
    });
    const settled = (await status())?.syncedAt;
    await vi.waitUntil(async () => !(await status())?.running && (await status())?.syncedAt !== settled, {
      timeout: 180_000,
      interval: 500,
    });
    const theirs = (await get(upstream.url + EXPORT, upstream.token)) as Ticket[];
    const ours = (await get(address + EXPORT, token)) as Ticket[];
    console.log({
      tickets: theirs.length,
      changed,
      syncs: seen.size,
      states: [...new Set(seen.values())],
      requests: proxy.asked.length,
      faults,
      memoryMegabytes: { first: memory[0], most: Math.max(...memory), last: memory.at(-1) },
    });
    expect(theirs.length).toBeGreaterThan(TICKETS);
    expect(ours).toHaveLength(theirs.length);
    const byId = new Map(ours.map((row) => [row.id, row]));
    expect(theirs.filter((row) => JSON.stringify(row) !== JSON.stringify(byId.get(row.id)))).toEqual([]);
  });
});
