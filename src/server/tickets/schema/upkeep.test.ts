import { expect, test, vi } from 'vitest';
import { logger } from '../../log/logger';
import { startUpkeep } from './upkeep';

test('leftovers are looked for every minute, and more seldom while a node is away', async ({ onTestFinished }) => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  vi.spyOn(logger, 'warn').mockReturnValue(undefined);
  const drop = vi.fn(async () => {});
  const stop = startUpkeep(drop);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(drop).toHaveBeenCalledTimes(2);
  drop.mockRejectedValueOnce(new Error('a node is away'));
  await vi.advanceTimersByTimeAsync(60_000 + 599_000);
  expect(drop).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(drop).toHaveBeenCalledTimes(4);
  await stop();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(drop).toHaveBeenCalledTimes(4);
});
