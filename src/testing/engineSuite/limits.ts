import { join } from 'node:path';
import { expect, vi } from 'vitest';
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

const IN_ORDER_ROWS = 30_000;
const IN_ORDER = sql('SELECT number, cityHash64(number) AS v FROM numbers({p0:UInt64}) ORDER BY v', {
  p0: IN_ORDER_ROWS,
});

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

  test('a stream that is read slowly is whole, or ends by its bound', async () => {
    const { engine, close } = await kind.open({
      seconds: 1,
      fileSeconds: 1,
      memoryBytes: 200_000_000,
      answerBytes: 100_000,
    });
    const rowsOf = async (caller: string) => {
      const started = performance.now();
      let rows = 0;
      try {
        for await (const chunk of engine.forCaller(caller).stream(IN_ORDER)) {
          rows += Buffer.from(chunk).toString().split('\n').length - 1;
          // Its time passes before the last chunk.
          if (rows >= IN_ORDER_ROWS * 0.75) await vi.waitUntil(() => performance.now() - started > 1_050, 5_000);
        }
      } catch (error) {
        if (error instanceof EngineLimitError) return error.limit;
        throw error;
      }
      return rows;
    };
    try {
      const read = await Promise.all(['a', 'b', 'c', 'd'].map(rowsOf));
      expect(read.filter((each) => each !== IN_ORDER_ROWS && each !== 'fileSeconds')).toEqual([]);
    } finally {
      await close();
    }
  });
}
