import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairLine, type Waiting } from './fairLine';

/** A line whose work is written down, by caller, as it starts; `end` gives back the place of the first that has not ended. */
function recorded(size: number) {
  const line = new FairLine<number>(Array.from({ length: size }, (_, place) => place));
  const started: string[] = [];
  const running: { place: number; work: Waiting<number> }[] = [];
  const enter = (caller: string | undefined, isLong = false): Waiting<number> => {
    const work: Waiting<number> = {
      caller,
      isLong,
      start(place) {
        started.push(`${caller ?? 'server'}${isLong ? ' long' : ''}`);
        running.push({ place, work });
      },
    };
    line.enter(work);
    return work;
  };
  const end = (caller?: string) => {
    const at = caller === undefined ? 0 : running.findIndex(({ work }) => work.caller === caller);
    for (const { place, work } of running.splice(at, 1)) line.giveBack(place, work);
  };
  return { line, started, running, enter, end };
}

test('one caller never has every place, and the next caller waits for nobody', () => {
  const { line, started, enter } = recorded(3);
  for (let count = 0; count < 20; count += 1) enter('busy');
  expect(started).toEqual(['busy', 'busy']);
  enter('calm');
  expect(line.placeOf('busy')).toEqual({ waiting: 18, running: 2, others: 1 });
  expect(line.placeOf('next')).toEqual({ waiting: 0, running: 0, others: 3 });
  expect(started).toEqual(['busy', 'busy', 'calm']);
});

test('callers with short work share the places equally, and long work takes nothing of a share', () => {
  const { started, enter, end } = recorded(4);
  for (let count = 0; count < 9; count += 1) enter('busy');
  expect(started).toEqual(['busy', 'busy', 'busy']);
  enter('calm');
  for (let count = 0; count < 9; count += 1) enter('calm');
  end('busy');
  end('busy');
  expect(started.slice(3)).toEqual(['calm', 'calm', 'busy']);
  enter('third');
  end('calm');
  end('calm');
  expect(started.slice(6)).toEqual(['third', 'calm']);

  const files = recorded(3);
  files.enter('files', true);
  files.enter('calm');
  files.enter('calm');
  expect(files.started).toEqual(['files long', 'calm', 'calm']);
});

test('lines take turns, whatever their length', () => {
  const { started, enter, end } = recorded(1);
  for (let count = 0; count < 5; count += 1) enter('a');
  enter('b');
  enter('c');
  enter('b');
  for (let count = 0; count < 7; count += 1) end();
  expect(started).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a', 'a']);
});

test('short work goes before long work, which never has every place', () => {
  const { started, enter, end } = recorded(3);
  enter(undefined, true);
  enter('a', true);
  enter('b', true);
  expect(started).toEqual(['server long', 'a long']);
  enter('c');
  enter('c');
  end('c');
  expect(started).toEqual(['server long', 'a long', 'c', 'c']);
  end('a');
  end('c');
  expect(started.at(-1)).toBe('b long');
});

test('what gives up waiting is not started', () => {
  const { line, started, enter, end } = recorded(1);
  enter('a');
  const given = enter('b');
  enter('b');
  line.leave(given);
  end();
  end();
  expect(started).toEqual(['a', 'b']);
  expect(line.isIdle).toBe(true);
});

test('everything is started once, nothing beyond the bounds, and every place comes back', () => {
  const step = fc.record({
    caller: fc.constantFrom(undefined, 'a', 'b', 'c'),
    isLong: fc.boolean(),
    ends: fc.nat({ max: 2 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 4 }), fc.array(step, { maxLength: 60 }), (size, steps) => {
      const { line, started, running, enter, end } = recorded(size);
      for (const { caller, isLong, ends } of steps) {
        enter(caller, isLong);
        for (let count = 0; count < ends; count += 1) end();
        expect(running.filter(({ work }) => work.isLong).length).toBeLessThan(size);
        for (const name of ['a', 'b', 'c']) {
          expect(running.filter(({ work }) => work.caller === name).length).toBeLessThan(size);
        }
        expect(new Set(running.map(({ place }) => place)).size).toBe(running.length);
      }
      while (running.length > 0) end();
      expect(started).toHaveLength(steps.length);
      expect(line.isIdle).toBe(true);
    }),
  );
});
