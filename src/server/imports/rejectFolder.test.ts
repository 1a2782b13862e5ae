import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { newRejectPath } from './rejectFolder';

test('the newest 20 lists are kept, and whatever else lies there', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ticketlens-rejects-'));
  const folder = join(dataDir, 'rejects');
  expect(readdirSync(join(newRejectPath(dataDir), '..'))).toEqual([]);
  const listed = Array.from(
    { length: 30 },
    (_, day) => `2024-05-${String(day + 1).padStart(2, '0')}T091500.123Z.ndjson`,
  );
  for (const name of ['sync.ndjson', 'mine.txt', ...listed]) writeFileSync(join(folder, name), '{}');
  const next = newRejectPath(dataDir);
  writeFileSync(next, '{}');
  expect(readdirSync(folder)).toEqual([...listed.slice(-19), basename(next), 'mine.txt', 'sync.ndjson']);
  rmSync(dataDir, { recursive: true });
});
