import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { previewAnswerSchema } from '../../contract/responses/responses';
import { type BuiltServer, buildServer } from '../../testing/builtServer';
import { READER } from '../../testing/testBackend';
import { createTokens } from '../access/tokens';
import { readConfig } from '../config/config';

/** The command beside a server that runs, both as they are built. */

const SECRET = 'a-secret-for-the-import-that-is-long-enough';
const folder = mkdtempSync(join(tmpdir(), 'ticketlens-through-'));
const dataDir = join(folder, 'data');
const environment = {
  DATA_DIR: dataDir,
  JWT_SECRET: SECRET,
  REPORTING_TIMEZONE: 'Europe/Berlin',
  IMPORT_UPLOAD_MB: '2',
};

let built: BuiltServer;
beforeAll(async () => {
  built = await buildServer();
});
beforeEach(() => rmSync(dataDir, { recursive: true, force: true }));
afterAll(() => {
  built.remove();
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => built.command('import', args, environment);

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function preview(address: string) {
  const tokens = createTokens(new TextEncoder().encode(SECRET), readConfig({}).tokens);
  const caller = { id: 'a', email: 'a@example.com', name: 'a', permissions: [...READER] };
  const headers = { Authorization: `Bearer ${await tokens.issue(caller, 'api', 60)}` };
  const response = await fetch(`${address}/api/mind/export/reporting_tickets/preview?columns=id,createdAt`, {
    headers,
  });
  return previewAnswerSchema.parse(await response.json());
}

const uploads = () => readdirSync(join(dataDir, 'uploads'));

test('files go through the server that runs, all of them in one step, and leave nothing behind', async () => {
  const theirs = file('theirs.csv', 'No,createdAt\n1,2024-05-12T09:00:00Z\nx,2024-05-12 09:00:00\n');
  const more = file('more.json.gz', gzipSync('[{"No":2,"createdAt":"2024-05-12 09:00:00"}]'));
  const broken = file('broken.csv', 'createdAt\n');
  await built.serve(environment, async (address) => {
    const { total } = await preview(address);
    expect(total).toBeGreaterThan(50_000);
    expect(await run(theirs, broken, '--map', 'id=No')).toMatchObject({
      code: 1,
      text: expect.stringContaining(`${broken}: nothing in the file is called "No"`),
    });
    expect((await preview(address)).total).toBe(total);

    const first = await run(theirs, more, '--map', 'id=No');
    expect(first).toMatchObject({ code: 0, text: expect.stringContaining('read 3, stored 2, replaced 0, rejected 1') });
    expect(first.text).toContain('the demo tickets were removed');
    const [, rejectPath = ''] = /rejected rows, each with its line and reason: (.*)\n/.exec(first.text) ?? [];
    expect(JSON.parse(readFileSync(rejectPath, 'utf8'))).toMatchObject({ file: 'theirs.csv', line: 3 });
    expect((await preview(address)).data).toEqual([
      { id: 1, createdAt: '2024-05-12 11:00:00' },
      { id: 2, createdAt: '2024-05-12 09:00:00' },
    ]);

    const third = file('third.csv', 'id,createdAt\n3,2024-05-12 09:00:00\n');
    expect(await run('--replace', third)).toMatchObject({ code: 0, text: expect.stringContaining('stored 1') });
    expect((await preview(address)).data).toEqual([{ id: 3, createdAt: '2024-05-12 09:00:00' }]);

    const large = file('large.csv', `id,createdAt\n${'4,2024-05-12 09:00:00\n'.repeat(100_000)}`);
    expect(await run(large)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/refused: The upload is too large .*while the server is stopped/),
    });
    expect(await run(join(folder, 'none.csv'))).toMatchObject({
      code: 1,
      text: expect.stringContaining('no such file'),
    });
    expect(uploads()).toEqual([]);
  });
}, 120_000);

test('stopped by Ctrl+C the server stores nothing of it', async () => {
  const rows = Array.from({ length: 150_000 }, (_, id) => `${id},2024-05-12 09:00:00`).join('\n');
  const path = file('many.csv.gz', gzipSync(`id,createdAt\n${rows}\n`));
  await built.serve(environment, async (address) => {
    const { total } = await preview(address);
    const child = built.run('import', [path], environment);
    await vi.waitUntil(() => uploads().length > 0, { timeout: 20_000, interval: 2 });
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([1, null]);
    await vi.waitUntil(() => uploads().length === 0, { timeout: 20_000 });
    expect((await preview(address)).total).toBe(total);
  });
}, 120_000);
