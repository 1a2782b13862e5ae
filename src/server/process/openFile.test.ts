import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../../testing/fixtures';
import { openFile } from './openFile';
import { writableByOthers } from './writableByOthers';

test('a file is opened; a link to one, a pipe and a folder in its place are not', async ({ folder }) => {
  const path = join(folder, 'made.csv');
  writeFileSync(path, 'id\r\n');
  const file = await openFile(path);
  expect(await file.readFile('utf8')).toBe('id\r\n');
  await file.close();
  symlinkSync(path, join(folder, 'link.csv'));
  spawnSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'pipe.csv')]);
  mkdirSync(join(folder, 'folder.csv'));
  for (const name of ['link.csv', 'pipe.csv', 'folder.csv', 'none.csv']) {
    await expect(openFile(join(folder, name)), name).rejects.toThrow();
  }
});

test('a folder that others may write, or that lies in one, is found; a folder for everybody with the sticky bit is not', async ({
  folder,
}) => {
  const [parent, exports] = [join(folder, 'data'), join(folder, 'data', 'exports')];
  mkdirSync(exports, { recursive: true });
  const modes = async (ofParent: number, ofExports: number) => {
    chmodSync(parent, ofParent);
    chmodSync(exports, ofExports);
    return writableByOthers(exports);
  };
  expect(await modes(0o755, 0o700)).toEqual([]);
  expect(await modes(0o1777, 0o755)).toEqual([]);
  expect(await modes(0o700, 0o777)).toEqual([`${exports} (mode 777)`]);
  expect(await modes(0o700, 0o1777)).toEqual([`${exports} (mode 1777)`]);
  expect(await modes(0o770, 0o700)).toEqual([`${parent} (mode 770)`]);
  // The folder that is used counts, not the link that leads to it.
  symlinkSync(exports, join(folder, 'link'));
  expect(await writableByOthers(join(folder, 'link'))).toEqual([`${parent} (mode 770)`]);
});
