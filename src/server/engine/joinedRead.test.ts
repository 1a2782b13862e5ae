import { expect, test } from 'vitest';
import { JoinedRead } from './joinedRead';

/** A read that ends when it is told to; answers how many have begun. */
function heldRead() {
  const ends: (() => void)[] = [];
  const read = new JoinedRead(async () => {
    const number = ends.length + 1;
    await new Promise<void>((resolve) => ends.push(resolve));
    return number;
  });
  return { read, ends };
}

test('those who ask while one runs share the next', async () => {
  const { read, ends } = heldRead();
  const first = read.ask();
  await expect.poll(() => ends.length).toBe(1);
  const others = [read.ask(), read.ask(), read.ask()];
  ends[0]?.();
  expect(await first).toBe(1);
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
});

test('who asks after the end is not given the answer of before', async () => {
  const { read, ends } = heldRead();
  for (const number of [1, 2]) {
    const answer = read.ask();
    await expect.poll(() => ends.length).toBe(number);
    ends[number - 1]?.();
    expect(await answer).toBe(number);
  }
});

test('a failure is told to those who share it, and the next read begins', async () => {
  let reads = 0;
  const read = new JoinedRead(async () => {
    reads += 1;
    if (reads === 1) throw new Error('gone');
    return reads;
  });
  const failed = read.ask();
  const other = read.ask();
  await expect(failed).rejects.toThrow('gone');
  await expect(other).rejects.toThrow('gone');
  expect(await read.ask()).toBe(2);
});
