import { join } from 'node:path';
import { expect } from 'vitest';
import { EngineLimitError, sql } from '../../server/engine/engine';
import { test } from '../fixtures';
import type { EngineKind } from './kinds';

const SLOW = sql('SELECT number, cityHash64(number, {p0:String}) FROM numbers(1e12) WHERE number % 1000 = 0', {
  p0: 'x',
});
/** Takes 480 MB at once, so that a busy machine is not slower than the bound of time. */
const GREEDY = sql('SELECT length(range({p0:UInt64})) AS n', { p0: 60_000_000 });

/** How every engine, whatever stands behind it, ends what takes too much. */
export function testLimits(kind: EngineKind): void {
  test('what a caller asks is bounded in time and memory, each with its own name', async ({ folder }) => {
    const { engine, close } = await kind.open({ seconds: 1, fileSeconds: 2, memoryBytes: 200_000_000 });
    const caller = engine.forCaller('caller');
    const met = (work: Promise<unknown>) =>
      work.catch((error: unknown) => (error instanceof EngineLimitError ? error.limit : error));
    const read = async () => {
      for await (const _ of caller.stream(SLOW));
    };
    try {
      expect(await met(caller.query(SLOW))).toBe('seconds');
      expect(await met(caller.query(GREEDY))).toBe('memoryBytes');
      expect(await met(caller.writeFile(SLOW, join(folder, 'bounded.csv'), 'csv'))).toBe('fileSeconds');
      expect(await met(read())).toBe('fileSeconds');
      // The server's own work is not bounded, in the same places.
      expect(await engine.query(GREEDY)).toEqual([{ n: 60_000_000 }]);
    } finally {
      await close();
    }
  });
}
