import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../../testing/fixtures';
import { openChdb } from './chdbEngine';
import { EngineLimitError, sql } from './engine';

const ENDLESS = sql('SELECT number, cityHash64(number, {p0:String}) FROM numbers(1e12) WHERE number % 1000 = 0', {
  p0: 'x',
});
/** Takes 480 MB at once, so that a busy machine is not slower than the bound of time. */
const GREEDY = sql('SELECT length(range({p0:UInt64})) AS n', { p0: 60_000_000 });

test('what a caller asks is bounded in time and memory, each with its own name', async ({ folder }) => {
  const engine = openChdb(folder, { seconds: 1, fileSeconds: 2, memoryBytes: 200_000_000 });
  const caller = engine.forCaller('caller');
  const met = (work: Promise<unknown>) =>
    work.catch((error: unknown) => (error instanceof EngineLimitError ? error.limit : error));
  const read = async () => {
    for await (const _ of caller.stream(ENDLESS));
  };
  try {
    expect(await met(caller.query(ENDLESS))).toBe('seconds');
    expect(await met(caller.query(GREEDY))).toBe('memoryBytes');
    expect(await met(caller.writeFile(ENDLESS, join(folder, 'bounded.csv'), 'csv'))).toBe('fileSeconds');
    expect(await met(read())).toBe('fileSeconds');
    // The server's own work is not bounded, in the same Sessions.
    expect(await engine.query(GREEDY)).toEqual([{ n: 60_000_000 }]);
  } finally {
    await engine.close();
  }
});
