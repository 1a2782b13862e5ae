import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test as base } from '../../testing/fixtures';
import { readConfig } from '../config/config';
import { digestOf } from './checksum';
import { MANIFEST, type Manifest, readManifest } from './manifest';
import { restoreFiles } from './restoreBackup';

/** Back-ups that somebody made by hand: nothing comes of them but files of the back-up, where they belong. */

const test = base
  .extend('backup', ({ folder }) => {
    const backup = join(folder, 'backup');
    mkdirSync(join(backup, 'files'), { recursive: true });
    return backup;
  })
  .extend('manifestOf', ({ backup }) => async (...paths: string[]): Promise<Manifest> => {
    const files = await Promise.all(
      paths.map(async (path) => [path, { sha256: await digestOf(join(backup, path)) }] as const),
    );
    const manifest: Manifest = {
      format: 1,
      madeAt: '2026-11-29T12:00:00Z',
      tickets: { rows: 0, hash: '', columns: [], origin: '', schema: 1 },
      state: { version: 1, tables: {} },
      files: Object.fromEntries(files),
    };
    writeFileSync(join(backup, MANIFEST), JSON.stringify(manifest));
    return manifest;
  });

test('a file that is there is its own; a link to one elsewhere is not, nor what lies behind a folder that is one', async ({
  backup,
  folder,
  manifestOf,
}) => {
  mkdirSync(join(folder, 'elsewhere'));
  writeFileSync(join(folder, 'elsewhere', 'passwd'), 'root');
  writeFileSync(join(backup, 'files', 'secret'), 'own');
  symlinkSync(join(folder, 'elsewhere', 'passwd'), join(backup, 'files', 'passwd'));
  symlinkSync(join(folder, 'elsewhere'), join(backup, 'files', 'exports'));
  const own = await manifestOf('files/secret');
  expect(await readManifest(backup)).toEqual(own);
  for (const path of ['files/passwd', 'files/exports/passwd']) {
    await manifestOf(path);
    await expect(readManifest(backup)).rejects.toThrow(`is no whole back-up: ${path} is missing. Nothing was changed.`);
  }
});

test('files of a kind that no server has are left out, whatever the kind is called', async ({
  backup,
  dataDir,
  manifestOf,
}) => {
  const paths = ['files/constructor/x', 'files/__proto__/x', 'files/other/x', 'files/secret'];
  for (const path of paths) {
    mkdirSync(join(backup, path, '..'), { recursive: true });
    writeFileSync(join(backup, path), 'x');
  }
  await restoreFiles(backup, readConfig({ DATA_DIR: dataDir }), await manifestOf(...paths));
  expect(await readdir(dataDir)).toEqual(['secret']);
});
