import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, vi } from 'vitest';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import { test as base, getJson } from '../../testing/commandFixtures';
import { csvCells } from '../../testing/csvCells';

/** The command beside a server that runs, which is as it is built. */

const test = base.extend('environment', ({ environment }) => ({
  ...environment,
  REPORTING_TIMEZONE: 'Europe/Berlin',
  IMPORT_UPLOAD_MB: '2',
}));

const preview = async (address: string) =>
  previewResponseSchema.parse(
    await getJson(`${address}/api/mind/export/reporting_tickets/preview?columns=id,createdAt`),
  );

test('files go through the server that runs, all of them in one step, and leave nothing behind', async ({
  built,
  folder,
  file,
  environment,
  run,
  runAlone,
  uploads,
}) => {
  const theirs = file('No,createdAt\n1,2024-05-12T09:00:00Z\nx,2024-05-12 09:00:00\n', 'theirs.csv');
  const more = file(gzipSync('[{"No":2,"createdAt":"2024-05-12 09:00:00"}]'), 'more.json.gz');
  const broken = file('createdAt\n', 'broken.csv');
  await built.serve(environment, async (address) => {
    const { total } = await preview(address);
    expect(total).toBeGreaterThan(50_000);
    expect(await run(theirs, broken, '--map', 'id=No')).toMatchObject({
      code: 1,
      text: expect.stringContaining(`${broken}: nothing in the file is called "No"`),
    });
    expect((await preview(address)).total).toBe(total);

    const first = await runAlone(theirs, more, '--map', 'id=No');
    expect(first).toMatchObject({ code: 0, text: expect.stringContaining('read 3, stored 2, replaced 0, rejected 1') });
    expect(first.text).toContain('the demo tickets were removed');
    const [, rejectPath = ''] = /rejected rows, each with its line and reasons: (.*)\n/.exec(first.text) ?? [];
    expect(csvCells(readFileSync(rejectPath, 'utf8'))[1]?.slice(0, 2)).toEqual(['theirs.csv', '3']);
    expect((await preview(address)).data).toEqual([
      { id: 1, createdAt: '2024-05-12 11:00:00' },
      { id: 2, createdAt: '2024-05-12 09:00:00' },
    ]);

    const third = file('id,createdAt\n3,2024-05-12 09:00:00\n', 'third.csv');
    expect(await run('--replace', third)).toMatchObject({ code: 0, text: expect.stringContaining('stored 1') });
    expect((await preview(address)).data).toEqual([{ id: 3, createdAt: '2024-05-12 09:00:00' }]);

    const large = file(`id,createdAt\n${'4,2024-05-12 09:00:00\n'.repeat(100_000)}`, 'large.csv');
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

test('stopped by Ctrl+C the server stores nothing of it', async ({ built, file, environment, uploads }) => {
  const rows = Array.from({ length: 150_000 }, (_, id) => `${id},2024-05-12 09:00:00`).join('\n');
  const path = file(gzipSync(`id,createdAt\n${rows}\n`), 'many.csv.gz');
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
