import { expect, test } from 'vitest';
import { SyncQueue, type SyncRequest } from './syncQueue';

/** A queue whose runs end when the test says so. */
function queue() {
  const runs: (Pick<SyncRequest, 'replace' | 'whole'> & { end(): void; fail(): void })[] = [];
  const syncs = new SyncQueue<number>(async ({ replace, whole }) => {
    await new Promise<void>((resolve, reject) => {
      runs.push({ replace, whole, end: resolve, fail: () => reject(new Error('failed')) });
    });
    return runs.length;
  });
  const run = (request: Partial<SyncRequest> = {}) =>
    syncs.run({ upstream: { url: 'http://u', token: 't' }, replace: false, whole: false, ...request });
  return { runs, syncs, run };
}

test('who asks for no more than is under way joins it', async () => {
  const { runs, syncs, run } = queue();
  const replacing = run({ replace: true });
  const others = [run(), run({ whole: true }), run({ replace: true })];
  runs[0]?.end();
  expect(await Promise.all([replacing, ...others])).toEqual([1, 1, 1, 1]);
  expect(syncs.upstream).toBeUndefined();
});

test('who asks for more gets a run of their own after it, however it ends; they share that one', async () => {
  const { runs, syncs, run } = queue();
  const weak = run();
  const whole = run({ whole: true });
  const replacing = run({ replace: true });
  const joined = run();
  expect(runs).toHaveLength(1);
  runs[0]?.fail();
  await expect(weak).rejects.toThrow('failed');
  await expect(joined).rejects.toThrow('failed');
  expect(syncs.upstream).toBeDefined();
  await Promise.resolve();
  expect(runs[1]).toMatchObject({ replace: true, whole: true });
  runs[1]?.end();
  expect(await Promise.all([whole, replacing])).toEqual([2, 2]);
  await syncs.idle();
  expect(syncs.upstream).toBeUndefined();
});

test('idle waits for what waits as well', async () => {
  const { runs, syncs, run } = queue();
  const both = [run(), run({ whole: true })];
  let idle = false;
  const waiting = syncs.idle().then(() => {
    idle = true;
  });
  runs[0]?.end();
  await both[0];
  await new Promise(setImmediate);
  expect(idle).toBe(false);
  runs[1]?.end();
  await Promise.all([...both, waiting]);
});
