import { expect, test } from 'vitest';
import { RequestLines } from './requestLines';

/** Work that ends when it is told to. */
function heldWork() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));
  return { work, ends };
}

test('so many of a caller run at once, the next when one is done, and others beside them', async () => {
  const lines = new RequestLines(2);
  const { work, ends } = heldWork();
  const own = [1, 2, 3].map(() => lines.run('anna', work));
  await expect.poll(() => ends.length).toBe(2);
  const other = lines.run('ben', work);
  await expect.poll(() => ends.length).toBe(3);
  ends[0]?.();
  await expect.poll(() => ends.length).toBe(4);
  for (const end of ends) end();
  await Promise.all([...own, other]);
});

test('one too many is refused, until one is answered; what fails is answered too', async () => {
  const lines = new RequestLines(4);
  const { work, ends } = heldWork();
  const failing = lines.run('anna', () => work().then(() => Promise.reject(new Error('gone'))));
  const own = Array.from({ length: 31 }, () => lines.run('anna', work));
  await expect(lines.run('anna', work)).rejects.toMatchObject({ code: 'tooManyRequests', details: { retryAfter: 2 } });
  ends[0]?.();
  await expect(failing).rejects.toThrow('gone');
  own.push(lines.run('anna', work));
  for (let done = 1; done <= 32; done += 1) {
    await expect.poll(() => ends.length).toBeGreaterThan(done);
    ends[done]?.();
  }
  await Promise.all(own);
});
