import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type BuiltServer, buildServer } from '../testing/builtServer';

/** How the server starts, fails to start, and stops, as it is built. */

const folder = mkdtempSync(join(tmpdir(), 'ticketlens-main-'));
const dataDir = join(folder, 'data');
const environment = { DATA_DIR: dataDir, PORT: '0' };

let built: BuiltServer;
beforeAll(async () => {
  built = await buildServer({ freshState: true });
});
beforeEach(() => rmSync(dataDir, { recursive: true, force: true }));
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true });
});

const isLocked = () => existsSync(join(dataDir, 'lock'));

/** Runs a server that does not start. @returns the last thing that it says. */
async function refusal(more: Record<string, string>): Promise<string | undefined> {
  const { code, signal, text } = await built.command('main', [], { ...environment, ...more });
  expect({ code, signal }).toEqual({ code: 1, signal: null });
  expect(text).not.toContain('    at ');
  expect(isLocked()).toBe(false);
  return text.trimEnd().split('\n').at(-1);
}

test.each([
  ['HOST', 'no-such-host.invalid', 'HOST: "no-such-host.invalid" is no address of this machine.'],
  ['HOST', '192.0.2.1', 'HOST: "192.0.2.1" is no address of this machine.'],
  ['DATA_DIR', '/proc/ticketlens', 'DATA_DIR: /proc/ticketlens cannot be used: no folder can be made there'],
  ['DATA_DIR', '/dev/null', 'DATA_DIR: /dev/null cannot be used: it is a file, not a folder'],
])('%s=%s is refused in one line', async (name, value, words) => {
  expect(await refusal({ [name]: value })).toBe(words);
});

test('so is a port that another program has', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await refusal({ PORT: String(port) })).toBe(
    `PORT: another program listens on ${port} of 127.0.0.1. Stop it, or choose another PORT.`,
  );
  other.close();
});

/** Settings with which nothing is made up at the start. */
const MIRROR = { REPORTING_SYNC_URL: 'http://127.0.0.1:9', TICKETLENS_UPSTREAM_TOKEN: 't' };

test('a start that fails while the stores are opened, or once they are open, closes them', async () => {
  expect(await refusal({ DATABASE_URL: 'postgresql://127.0.0.1:9/none' })).toContain('ECONNREFUSED');
  mkdirSync(join(dataDir, 'server-address'), { recursive: true });
  const { code, signal, text } = await built.command('main', [], { ...environment, ...MIRROR });
  expect({ code, signal }).toEqual({ code: 1, signal: null });
  expect(text).toContain('EISDIR');
  expect(isLocked()).toBe(false);
}, 120_000);

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s while it starts ends it in order',
  async (signal) => {
    const child = built.run('main', [], environment);
    await vi.waitUntil(() => existsSync(join(dataDir, 'tickets')), { timeout: 60_000, interval: 2 });
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(isLocked()).toBe(false);
  },
  120_000,
);
