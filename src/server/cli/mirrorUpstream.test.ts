import { once } from 'node:events';
import { expect, vi } from 'vitest';
import { profileSchema } from '../../contract/responses/sessionResponses';
import { test as base, getJson } from '../../testing/commandFixtures';
import { commandHere } from '../../testing/commandHere';
import { READER } from '../../testing/testBackend';
import { randomTickets } from '../../testing/ticketFactory';
import { type Fault, startFaultyProxy } from '../../testing/upstream/faultyProxy';
import { closeServer, listen } from '../http/listen';
import { importCommand } from './importCommand';

/**
 * The command and the server as they are built and run, with this process as the instance that they mirror. It has the
 * upstream's tickets open: where the command opens others, it is a process of its own.
 */

/** Called before each request to the upstream. */
let before: (query: URLSearchParams) => Promise<Fault> | Fault;

/** `server` is the upstream. */
const test = base
  .extend('proxy', { scope: 'file' }, async ({ server }, { onCleanup }) => {
    await server.insert(randomTickets(4711, 2500));
    const listening = await listen(server.app, '127.0.0.1', 0);
    const url = `http://127.0.0.1:${listening.port}`;
    const proxy = await startFaultyProxy(url, { before: (query) => before(query) });
    onCleanup(async () => {
      await proxy.stop();
      await closeServer(listening.server);
    });
    return proxy;
  })
  .extend('token', ({ server }) => server.tokenFor('mirror@example.com', READER))
  .extend('environment', ({ environment, token }) => ({ ...environment, TICKETLENS_UPSTREAM_TOKEN: token }))
  /** Runs a server that mirrors. */
  .extend(
    'serve',
    ({ built, environment, proxy }) =>
      (work: (address: string) => Promise<void>) =>
        built.serve({ ...environment, REPORTING_SYNC_URL: proxy.url, REPORTING_SYNC_MINUTES: '1' }, work),
  );

// A hook may take longer than a test.
test.beforeAll(({ built }) => void built);
test.beforeEach(({ proxy }) => {
  before = () => ({ kind: 'none' });
  proxy.asked.length = 0;
});

const statusOf = async (address: string) =>
  profileSchema.parse(await getJson(`${address}/api/mind/profile`)).sync ?? undefined;

const exported = '/api/mind/export/reporting_tickets?format=json';

test('killed while it reads, the command goes on where it was; the server then follows and can be asked', async ({
  built,
  server,
  proxy,
  environment,
  run,
  runAlone,
  serve,
}) => {
  let reached: () => void = () => undefined;
  const thirdPage = new Promise<void>((resolve) => {
    reached = resolve;
  });
  before = async () => {
    if (proxy.asked.length < 6) return { kind: 'none' };
    reached();
    return new Promise<Fault>(() => undefined);
  };
  const child = built.run('import', ['--from', proxy.url], environment);
  await thirdPage;
  child.kill('SIGKILL');
  await once(child, 'close');
  before = () => ({ kind: 'none' });
  const page = proxy.asked.at(-1) ?? '';
  proxy.asked.length = 0;
  const again = await runAlone('--from', proxy.url);
  expect(again).toMatchObject({ code: 0, text: expect.stringContaining('read everything: received ') });
  expect(again.text).toContain('new or different here 2,500');
  expect(proxy.asked[0]).toBe(page);

  await serve(async (address) => {
    await vi.waitUntil(async () => (await statusOf(address))?.running === false, { timeout: 30_000, interval: 100 });
    expect(await getJson(address + exported)).toEqual(await (await server.call(exported.slice(9))).json());
    expect(await statusOf(address)).toMatchObject({ state: 'fresh', everyMinutes: 1, reason: null, rejected: 0 });
    await server.insert([{ id: 2 ** 33 + 3, createdAt: '2024-01-01 00:00:00', modifiedAt: '2299-01-01 00:00:00' }]);
    expect(await run('--from', proxy.url)).toMatchObject({ code: 0, text: expect.stringContaining('has synced') });
    expect(await getJson(address + exported)).toHaveLength(2501);
    expect(await run('--from', 'http://127.0.0.1:9')).toMatchObject({
      code: 1,
      text: expect.stringContaining(
        'The server that runs mirrors another instance (the instance that REPORTING_SYNC_URL',
      ),
    });
    before = () => ({ kind: 'answer', status: 401 });
    expect(await run('--from', proxy.url)).toMatchObject({
      code: 1,
      text: expect.stringContaining('does not accept the token'),
    });
    expect(await statusOf(address)).toMatchObject({ state: 'failing', reason: expect.stringContaining('token') });
    expect(await getJson(address + exported)).toHaveLength(2501);
  });
}, 120_000);

test('beside a server that mirrors nothing, the command has it read the instance once; files do not end the mirror unnoticed', async ({
  built,
  server,
  file,
  proxy,
  token,
  environment,
  run,
  runAlone,
}) => {
  const csv = file('id,createdAt\n1,2024-05-12 09:00:00\n');
  const withoutToken = { ...environment, TICKETLENS_UPSTREAM_TOKEN: '' };
  await built.serve(withoutToken, async (address, child) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        said += String(chunk);
      });
    }
    expect(await run(csv)).toMatchObject({ code: 0, text: expect.stringContaining('stored 1') });
    expect(await run('--from', proxy.url)).toMatchObject({ code: 1, text: expect.stringContaining('--replace') });
    expect(await statusOf(address)).toBeUndefined();
    expect(await run('--from', proxy.url, '--replace')).toMatchObject({
      code: 0,
      text: expect.stringContaining('has synced'),
    });
    expect(await statusOf(address)).toMatchObject({ state: 'fresh', everyMinutes: null, reason: null });
    const mirrored = await (await server.call(exported.slice(9))).json();
    expect(await getJson(address + exported)).toEqual(mirrored);
    expect(await run(csv)).toMatchObject({ code: 1, text: expect.stringContaining('mirror another instance') });
    expect(await getJson(address + exported)).toEqual(mirrored);
    expect(await commandHere(importCommand, ['--from', proxy.url], withoutToken)).toMatchObject({
      code: 1,
      text: expect.stringContaining('TICKETLENS_UPSTREAM_TOKEN is not set'),
    });
    expect(said).not.toContain(token);
  });
  expect(await runAlone(csv)).toMatchObject({ code: 1, text: expect.stringContaining('mirror another instance') });
  const mirroring = { ...environment, REPORTING_SYNC_URL: proxy.url };
  expect(await commandHere(importCommand, ['--replace', csv], mirroring)).toMatchObject({
    code: 1,
    text: expect.stringContaining('REPORTING_SYNC_URL names'),
  });
  expect(await runAlone('--replace', '--allow-rejects', csv)).toMatchObject({
    code: 0,
    text: expect.stringContaining('stored 1'),
  });
}, 120_000);

test('a server that mirrors takes no file, and says so before it is sent', async ({ file, run, serve, uploads }) => {
  const rows = Array.from({ length: 400_000 }, (_, id) => `${id},2024-05-12 09:00:00\n`);
  const csv = file(`id,createdAt\n${rows.join('')}`);
  await serve(async (address) => {
    await vi.waitUntil(async () => (await statusOf(address))?.running === false, { timeout: 60_000, interval: 100 });
    expect(await run(csv)).toMatchObject({ code: 1, text: expect.stringContaining('refused: This server mirrors') });
    expect(uploads()).toEqual([]);
  });
}, 120_000);

test('says what is missing', async ({ proxy, environment, run }) => {
  expect(await run('--from', 'ftp://x')).toMatchObject({ code: 1, text: expect.stringContaining('not an http') });
  expect(await run('--from', proxy.url, 'a.csv')).toMatchObject({ code: 1, text: expect.stringContaining('not both') });
  environment.TICKETLENS_UPSTREAM_TOKEN = '';
  expect(await run('--from', proxy.url)).toMatchObject({
    code: 1,
    text: expect.stringContaining('TICKETLENS_UPSTREAM_TOKEN is not set'),
  });
});
