import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { builtServer } from '../testing/builtServer';
import { test as base } from '../testing/fixtures';
import { BAD_SETTINGS } from './config/configError';

/** How the server starts, fails to start, and stops, as it is built. */

const test = base
  /** Makes its own state, as a first start does; or would, if it came so far. */
  .extend('first', { scope: 'file' }, builtServer({ freshState: true }))
  .extend('environment', ({ dataDir }) => ({ DATA_DIR: dataDir, PORT: '0' }))
  /** Runs a server that does not start. @returns the last line of its output. */
  .extend('refusal', ({ first, dataDir, environment }) => async (more: Record<string, string>) => {
    const { code, signal, text } = await first.command('main', [], { ...environment, ...more });
    expect({ code, signal }).toEqual({ code: 1, signal: null });
    expect(text).not.toContain('    at ');
    expect(isLocked(dataDir)).toBe(false);
    return text.trimEnd().split('\n').at(-1);
  });

// A hook may take longer than a test.
test.beforeAll(({ built }) => void built);

const isLocked = (dataDir: string) => existsSync(join(dataDir, 'lock'));

test.for([
  ['HOST', 'no-such-host.invalid', 'HOST: "no-such-host.invalid" is no address of this machine.'],
  ['HOST', '192.0.2.1', 'HOST: "192.0.2.1" is no address of this machine.'],
  ['DATA_DIR', '/proc/ticketlens', 'DATA_DIR: /proc/ticketlens cannot be used: no folder can be made there'],
  ['DATA_DIR', '/dev/null', 'DATA_DIR: /dev/null cannot be used: it is a file, not a folder'],
] as const)('%s=%s is refused in one line', async ([name, value, words], { refusal }) => {
  expect(await refusal({ [name]: value })).toBe(words);
});

test('bad settings are each named', async ({ first, environment }) => {
  const settings = { PORT: 'eighty', REPORTING_TIMEZONE: 'Mars/Base', REPORTING_PRIVACY_LEVEL: 'some' };
  for (const command of ['main', 'worker', 'token'] as const) {
    const { code, text } = await first.command(command, ['--list'], { ...environment, ...settings });
    // So that the units do not try again.
    expect({ command, code }).toEqual({ command, code: BAD_SETTINGS });
    for (const name of Object.keys(settings)) expect(text).toContain(`${name}:`);
  }
});

test('so is a port that another program has', async ({ refusal }) => {
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

test('a start that fails while the stores are opened, or once they are open, closes them', async ({
  built,
  dataDir,
  environment,
  refusal,
}) => {
  expect(await refusal({ DATABASE_URL: 'postgresql://127.0.0.1:9/none' })).toContain('ECONNREFUSED');
  mkdirSync(join(dataDir, 'server-address'), { recursive: true });
  const { code, signal, text } = await built.command('main', [], { ...environment, ...MIRROR });
  expect({ code, signal }).toEqual({ code: 1, signal: null });
  expect(text).toContain('EISDIR');
  expect(isLocked(dataDir)).toBe(false);
}, 120_000);

test.for(['SIGINT', 'SIGTERM'] as const)(
  '%s while it starts ends it in order',
  { timeout: 120_000 },
  async (signal, { built, dataDir, environment }) => {
    const child = built.run('main', [], environment);
    await vi.waitUntil(() => existsSync(join(dataDir, 'tickets')), { timeout: 60_000, interval: 2 });
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(isLocked(dataDir)).toBe(false);
  },
);

test('a second process on the same folder is refused; after kill -9 of the first it starts, with the secret that was made', {
  timeout: 120_000,
}, async ({ first, dataDir, environment }) => {
  const settings = { ...environment, ...MIRROR };
  let secret = '';
  await first.serve(settings, async (_, child) => {
    const path = join(dataDir, 'secret');
    secret = readFileSync(path, 'utf8');
    expect(secret.length).toBeGreaterThan(40);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const { code, text } = await first.command('main', [], settings);
    expect({ code, text }).toEqual({
      code: 1,
      text: expect.stringContaining('is in use by another Ticketlens process'),
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  await first.serve(settings, async () => expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(secret));
});
