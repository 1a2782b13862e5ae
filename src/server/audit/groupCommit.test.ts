import { expect, test } from 'vitest';
import { GroupCommit } from './groupCommit';
import { type NewEntry, NO_ORIGIN, nobody } from './newEntry';

const entry = (detail: string): NewEntry => ({ kind: 'downloaded', ...nobody(NO_ORIGIN), detail });

/** A store that answers when it is told to. */
function slowStore() {
  const statements: { details: (string | undefined)[]; resolve(): void; reject(error: Error): void }[] = [];
  const commit = new GroupCommit((entries) => {
    const details = entries.map(({ detail }) => detail);
    return new Promise<void>((resolve, reject) => statements.push({ details, resolve, reject }));
  });
  return { statements, commit };
}

test('entries that come during a statement share the next, and each waits for its own', async () => {
  const { statements, commit } = slowStore();
  const ended: string[] = [];
  const write = (detail: string) => commit.write(entry(detail)).then(() => ended.push(detail));
  const writes = ['a', 'b', 'c'].map(write);
  expect(statements.map(({ details }) => details)).toEqual([['a']]);
  statements[0]?.resolve();
  await writes[0];
  expect(ended).toEqual(['a']);
  expect(statements[1]?.details).toEqual(['b', 'c']);
  statements[1]?.resolve();
  await Promise.all(writes);
  const later = write('d');
  expect(statements[2]?.details).toEqual(['d']);
  statements[2]?.resolve();
  await later;
});

test('a statement that fails is told to those who wait for it, and the next is tried', async () => {
  const { statements, commit } = slowStore();
  const first = commit.write(entry('a'));
  const second = commit.write(entry('b'));
  statements[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  statements[1]?.resolve();
  await second;
  expect(statements).toHaveLength(2);
});

test('a statement has so many entries that others do not wait long', async () => {
  const { statements, commit } = slowStore();
  const writes = Array.from({ length: 1202 }, (_, index) => commit.write(entry(String(index))));
  for (let next = 0; next < statements.length; next += 1) {
    statements[next]?.resolve();
    await writes[statements.slice(0, next + 1).flatMap(({ details }) => details).length - 1];
  }
  expect(statements.map(({ details }) => details.length)).toEqual([1, 500, 500, 201]);
});
