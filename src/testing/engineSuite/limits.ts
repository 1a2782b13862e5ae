import { join } from 'node:path';
import { expect } from 'vitest';
import { EngineLimitError, sql } from '../../server/engine/engine';
import { test } from '../fixtures';
import type { EngineKind } from './kinds';

const SLOW = sql('SELECT number, cityHash64(number, {p0:String}) FROM numbers(1e12) WHERE number % 1000 = 0', {
  p0: 'x',
});
/** One, so that what is stopped in the end takes no more processor than it must. */
const ONE_THREAD = 'SETTINGS max_threads = 1';
const SLOW_TO_READ = { ...SLOW, text: `${SLOW.text} ${ONE_THREAD}` };
const SLOW_TO_ANSWER = sql(`SELECT sum(cityHash64(number, {p0:String})) FROM numbers(1e12) ${ONE_THREAD}`, { p0: 'x' });
/** Takes 480 MB at once, so that a busy machine is not slower than the bound of time. */
const GREEDY = sql('SELECT length(range({p0:UInt64})) AS n', { p0: 60_000_000 });

const LARGE = sql('SELECT repeat(toString(number % 10), {p0:UInt32}) AS text FROM numbers(1000)', { p0: 40_000 });
const LARGE_AS_JSON = sql('SELECT repeat(char(number), {p0:UInt32}) AS text FROM numbers(1, 3)', { p0: 1_000_000 });

/** How every engine, whatever stands behind it, ends what takes too much. */
export function testLimits(kind: EngineKind): void {
  test('what a caller asks is bounded in time and memory, each with its own name', async ({ folder }) => {
    const { engine, close } = await kind.open({
      seconds: 1,
      fileSeconds: 2,
      memoryBytes: 200_000_000,
      answerBytes: 100_000,
    });
    const caller = engine.forCaller('caller');
    const met = (work: Promise<unknown>) =>
      work.catch((error: unknown) => (error instanceof EngineLimitError ? error.limit : error));
    const read = async () => {
      for await (const _ of caller.stream(SLOW_TO_READ));
    };
    try {
      expect(await met(caller.query(SLOW_TO_ANSWER))).toBe('seconds');
      expect(await met(caller.query(GREEDY))).toBe('memoryBytes');
      expect(await met(caller.writeFile(SLOW, join(folder, 'bounded.csv'), 'csv'))).toBe('fileSeconds');
      expect(await met(read())).toBe('fileSeconds');
      // Large in the engine already, and large only as JSON.
      expect(await met(caller.query(LARGE))).toBe('answerBytes');
      expect(await met(caller.query(LARGE_AS_JSON))).toBe('answerBytes');
      expect(await caller.writeFile(LARGE, join(folder, 'large.csv'), 'csv')).toBe(1000);
      // The server's own work is not bounded, in the same places.
      expect(await engine.query(LARGE)).toHaveLength(1000);
      expect(await engine.query(GREEDY)).toEqual([{ n: 60_000_000 }]);
    } finally {
      await close();
    }
  });
}
