import { expect, test } from 'vitest';
import { DryRunSlots } from './dryRunSlots';

/** A dry run that ends when it is told to. */
function begun(slots: DryRunSlots, user: string): { ended: Promise<void>; end(): void } {
  let end = (): void => {};
  const ended = slots.run(
    user,
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  return { ended, end: () => end() };
}

const NONE = async () => undefined;

test('a user has two dry runs at once, all together four; the next are told when to ask again', async () => {
  const slots = new DryRunSlots();
  const runs = ['anna', 'anna', 'ben', 'ben'].map((user) => begun(slots, user));
  await expect(slots.run('anna', NONE)).rejects.toMatchObject({
    code: 'tooManyRequests',
    details: { allowed: 'at most 2 at once', retryAfter: 2 },
  });
  await expect(slots.run('carl', NONE)).rejects.toMatchObject({
    details: { allowed: 'at most 4 of all users at once', retryAfter: 2 },
  });
  runs[0]?.end();
  await runs[0]?.ended;
  await slots.run('carl', NONE);
  const failing = slots.run('anna', async () => {
    throw new Error('broken');
  });
  await expect(failing).rejects.toThrow('broken');
  await slots.run('anna', NONE);
});
