import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../../testing/fixtures';
import { closedFile } from './closedFile';

/** Somebody without a right to anything that is root's. */
const NOBODY = 65_534;

test.runIf(process.geteuid?.() === 0)('what another user has made is named, however deep it is', ({ folder }) => {
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'store/part'), { recursive: true, mode: 0o755 });
  const path = join(folder, 'store/part/data.bin');
  writeFileSync(path, 'rows', { mode: 0o666 });
  chmodSync(path, 0o666);
  const asNobody = () => {
    process.seteuid?.(NOBODY);
    try {
      return closedFile(folder);
    } finally {
      process.seteuid?.(0);
    }
  };
  expect(asNobody()).toBeUndefined();
  chmodSync(path, 0o600);
  expect(asNobody()).toBe(path);
  expect(closedFile(folder)).toBeUndefined();
  chmodSync(join(folder, 'store'), 0o700);
  expect(asNobody()).toBe(join(folder, 'store'));
});
