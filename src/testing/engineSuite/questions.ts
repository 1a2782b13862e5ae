import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { sql, type TicketEngine } from '../../server/engine/engine';
import type { EngineKind, TestedEngine } from './kinds';
import { withEngine } from './withEngine';

/** Takes minutes on any machine that there is, and no time limit of a test is as long. */
const ENDLESS = sql('SELECT sum(cityHash64(number, {p0:String})) AS n FROM numbers_mt(1e12)', { p0: "it's bound" });
const AT_WORK = 'cityHash64';
const ONE = sql('SELECT 1 AS n');

function usedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Waits until the engine is at so many endless questions. */
async function atWork({ statements }: TestedEngine, count = 1): Promise<void> {
  await vi.waitUntil(async () => (await statements(AT_WORK)) >= count, { timeout: 20_000, interval: 20 });
}

/** Waits until the engine holds nothing: as many questions as it takes at once are answered, and nothing is computed. */
async function idle({ engine, statements }: TestedEngine, { embedded }: EngineKind): Promise<void> {
  expect(await Promise.all(Array.from({ length: 4 }, () => engine.query(ONE)))).toEqual(Array(4).fill([{ n: 1 }]));
  await vi.waitUntil(async () => (await statements(AT_WORK)) === 0, { timeout: 10_000 });
  if (!embedded) return;
  let before = usedMs();
  await vi.waitUntil(
    () => {
      const used = usedMs() - before;
      before += used;
      return used < 50;
    },
    { timeout: 10_000, interval: 500 },
  );
}

const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.stringMatching(/^(['"\\`\n\t\0$;]|\\N|\{p0:String\}|--|\/\*|é|😀|\\x27){0,8}$/),
);
const boundValues = fc.record({
  p0: hostileText,
  p1: fc.array(hostileText, { maxLength: 5 }),
  p2: fc.maxSafeInteger(),
  p3: fc.array(fc.maxSafeInteger(), { maxLength: 5 }),
});

/** How every engine, whatever stands behind it, takes questions, stops them and holds them apart. */
export function testQuestions(kind: EngineKind): void {
  const test = withEngine(kind);

  test.for<[string, (engine: TicketEngine, signal: AbortSignal, folder: string) => Promise<unknown>]>([
    ['rows', (engine, signal) => engine.query(ENDLESS, { signal })],
    ['command', (engine, signal) => engine.command(ENDLESS, { signal })],
    [
      'writeFile',
      (engine, signal, folder) =>
        engine.writeFile(ENDLESS, join(folder, `never-${randomUUID()}.csv`), 'csv', { signal }),
    ],
  ])('%s: aborting frees the caller, and the engine stops', async ([_, run], { engine, tested, folder }) => {
    const controller = new AbortController();
    const given = run(engine, controller.signal, folder).catch((error: Error) => error.message);
    await atWork(tested);
    controller.abort(new Error('no longer wanted'));
    expect(await given).toBe('no longer wanted');
    await idle(tested, kind);
  });

  test('what was aborted or not read to its end is gone, not only stopped', async ({ engine, tested, folder }) => {
    await engine.command(sql('CREATE TABLE held_rows (id Int64, text String) ENGINE = MergeTree ORDER BY id'));
    await engine.command(sql("INSERT INTO held_rows SELECT number, repeat('x', 500) FROM numbers(200000)"));
    const rows = sql('SELECT id, text FROM held_rows WHERE id >= {p0:Int64} ORDER BY id', { p0: 0 });
    for (let tried = 0; tried < 10; tried += 1) {
      for await (const _ of engine.stream(rows)) break;
      expect(await tested.statements('held_rows')).toBe(0);
      const controller = new AbortController();
      const path = join(folder, `aborted-${randomUUID()}.csv`);
      const given = engine.writeFile(rows, path, 'csv', controller).catch(() => 'stopped');
      await vi.waitUntil(() => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0, {
        interval: 1,
        timeout: 20_000,
      });
      controller.abort(new Error('no longer wanted'));
      await given;
      expect(await tested.statements('held_rows')).toBe(0);
    }
  });

  test('more aborted questions than the engine takes at once leave it free for the next', async ({
    engine,
    tested,
  }) => {
    const controller = new AbortController();
    const given = Array.from({ length: 6 }, () => engine.query(ENDLESS, controller));
    const ended = Promise.allSettled(given);
    await atWork(tested);
    controller.abort(new Error('no longer wanted'));
    expect((await ended).map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
    await idle(tested, kind);
  });

  test('what was aborted before it began never reaches the engine', async ({ engine, tested }) => {
    await expect(engine.query(ENDLESS, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
    await idle(tested, kind);
  });

  test('bound values arrive as they are, and each question in its own, however many run at once', async ({
    engine,
  }) => {
    const text =
      'SELECT {p0:String} AS p0, {p1:Array(String)} AS p1, {p2:Int64} AS p2, {p3:Array(Int64)} AS p3 FROM numbers(1)';
    const property = fc.asyncProperty(fc.array(boundValues, { minLength: 6, maxLength: 6 }), async (questions) => {
      const answers = await Promise.all(questions.map((params) => engine.query(sql(text, params))));
      expect(answers).toEqual(questions.map((params) => [params]));
    });
    await fc.assert(property, { numRuns: kind.embedded ? 100 : 25 });
  });

  test('a placeholder without a value is refused, whatever was bound to its name before', async ({ engine }) => {
    const text = 'SELECT {p0:String} AS v';
    await Promise.all(Array.from({ length: 6 }, () => engine.query(sql(text, { p0: 'of somebody else' }))));
    await expect(engine.query(sql(text))).rejects.toThrow('nothing is bound to {p0}');
  });

  test('values may be longer than a statement of the engine usually is', async ({ engine }) => {
    const long = "'".repeat(300_000);
    expect(await engine.query(sql('SELECT length({p0:String}) AS n', { p0: long }))).toEqual([{ n: 300_000 }]);
  });

  test('a question does not wait for files and imports', async ({ engine, tested, folder }) => {
    const controller = new AbortController();
    const ended = Promise.allSettled([
      engine.writeFile(ENDLESS, join(folder, `long-${randomUUID()}.csv`), 'csv', controller),
      engine.command(ENDLESS, controller),
      engine.command(ENDLESS, controller),
    ]);
    await atWork(tested);
    expect(await engine.query(sql('SELECT {p0:UInt64} AS n', { p0: 7 }))).toEqual([{ n: 7 }]);
    controller.abort(new Error('no longer wanted'));
    expect((await ended).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
    await idle(tested, kind);
  });

  test('a caller with many questions holds up neither another caller nor facts about the store', async ({
    engine,
    tested,
  }) => {
    const controller = new AbortController();
    const busy = engine.forCaller('busy');
    const ended = Promise.allSettled(Array.from({ length: 20 }, () => busy.query(ENDLESS, controller)));
    await atWork(tested);
    const calm = engine.forCaller('calm');
    expect(await calm.query(sql('SELECT {p0:UInt64} AS n', { p0: 7 }))).toEqual([{ n: 7 }]);
    // The third place is taken as well: a prompt question still waits for nobody.
    const third = Promise.allSettled([calm.query(ENDLESS, controller)]);
    await atWork(tested);
    expect(await engine.query(ONE, { isPrompt: true })).toEqual([{ n: 1 }]);
    controller.abort(new Error('no longer wanted'));
    expect((await ended).map(({ status }) => status)).toEqual(Array(20).fill('rejected'));
    await third;
    await idle(tested, kind);
  });

  test('neither questions nor files wait for streams that nobody reads on', async ({ engine, folder }) => {
    const rows = sql('SELECT number, {p0:String} FROM numbers(1000000)', { p0: 'bound' });
    const streams = [engine.stream(rows), engine.stream(rows)].map((stream) => stream[Symbol.asyncIterator]());
    for (const stream of streams) expect((await stream.next()).done).toBe(false);
    await engine.writeFile(sql('SELECT {p0:UInt8} AS n', { p0: 8 }), join(folder, `beside-${randomUUID()}.csv`), 'csv');
    expect(await engine.query(sql('SELECT {p0:UInt8} AS n', { p0: 9 }))).toEqual([{ n: 9 }]);
    for (const stream of streams) await stream.return?.();
  });
}
