import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../../testing/fixtures';
import { newRejectPath } from './rejectFolder';

test('the newest 20 lists are kept, and whatever else lies there', ({ folder }) => {
  const rejects = join(folder, 'rejects');
  expect(readdirSync(join(newRejectPath(folder), '..'))).toEqual([]);
  const listed = Array.from({ length: 30 }, (_, day) => `2024-05-${String(day + 1).padStart(2, '0')}T091500.123Z.csv`);
  for (const name of ['sync.ndjson', 'mine.txt', ...listed]) writeFileSync(join(rejects, name), '{}');
  const next = newRejectPath(folder);
  writeFileSync(next, '{}');
  expect(readdirSync(rejects)).toEqual([...listed.slice(-19), basename(next), 'mine.txt', 'sync.ndjson']);
});

test('the newest list stays where a clock that has been put back named the others', ({ dataDir }) => {
  const rejects = join(newRejectPath(dataDir), '..');
  const future = Array.from({ length: 20 }, (_, day) => `2990-05-${day + 10}T091500.123Z.csv`);
  for (const name of future) writeFileSync(join(rejects, name), '{}');
  const [first, second] = [newRejectPath(dataDir), newRejectPath(dataDir)];
  writeFileSync(first, '{}');
  writeFileSync(second, '{}');
  newRejectPath(dataDir);
  expect(readdirSync(rejects)).toEqual(expect.arrayContaining([first, second].map((path) => basename(path))));
});
