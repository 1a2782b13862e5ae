import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { DAY_SECONDS } from '../../contract/time/units';
import { test as base } from '../../testing/fixtures';
import type { StateStore } from '../state/stateStore';
import { Revocations } from './revocations';

/** Two servers on one store: each has its own copy in memory. */

const test = base.extend('state', { scope: 'file' }, ({ server }) => server.backend.state);
const inAnHour = () => Date.now() / 1000 + 3600;

async function opened(state: StateStore, work: (one: Revocations, other: Revocations) => Promise<void>) {
  const [one, other] = [await Revocations.open(state), await Revocations.open(state)];
  try {
    await work(one, other);
  } finally {
    one.close();
    other.close();
  }
}

// A hook may take longer than a test.
test.beforeAll(({ server }) => void server);

test('what one revokes holds there at once, and at the other as soon as it is told', async ({ state }) => {
  await opened(state, async (one, other) => {
    const [id, kept] = [randomUUID(), randomUUID()];
    await one.add(id, inAnHour());
    expect(one.has(undefined, id)).toBe(true);
    await vi.waitFor(() => expect(other.has(id)).toBe(true));
    expect([one, other].some((each) => each.has(kept) || each.has(undefined))).toBe(false);
  });
});

test('where nobody tells, it is found by looking', async ({ state }) => {
  const deaf: StateStore = { ...state, listen: async () => undefined };
  await opened(deaf, async (one, other) => {
    for (const id of [randomUUID(), randomUUID()]) {
      await one.add(id, inAnHour());
      await vi.waitFor(() => expect(other.has(id)).toBe(true), { timeout: 10_000 });
    }
  });
});

test('one that a slow transaction tells late is found all the same', async ({ state }) => {
  await opened(state, async (one, other) => {
    const [slow, fast] = [randomUUID(), randomUUID()];
    await one.add(fast, inAnHour());
    await other.read();
    const text = "INSERT INTO revocations VALUES ($1, now() + interval '1 hour', now() - interval '50 seconds')";
    await state.query(text, [slow]);
    await other.read();
    expect(other.has(slow)).toBe(true);
  });
});

test('a start knows those of before; those that are over are forgotten', async ({ state }) => {
  const [id, over] = [randomUUID(), randomUUID()];
  await opened(state, async (one) => {
    await one.add(id, inAnHour());
    await one.add(over, Date.now() / 1000 - 8 * DAY_SECONDS);
    await one.read();
    expect(one.has(over)).toBe(false);
  });
  await opened(state, async (later) => {
    expect(later.has(id)).toBe(true);
    await later.add(randomUUID(), inAnHour());
    expect(await state.query('SELECT 1 FROM revocations WHERE id = $1', [over])).toEqual([]);
  });
});

test('one by a clock that has been put back since hides no later one', async ({ state }) => {
  const deaf: StateStore = { ...state, listen: async () => undefined };
  await opened(deaf, async (one, other) => {
    const [future, later] = [randomUUID(), randomUUID()];
    const text = "INSERT INTO revocations VALUES ($1, now() + interval '2 years', now() + interval '1 year')";
    await state.query(text, [future]);
    await other.read();
    expect(other.has(future)).toBe(true);
    await one.add(later, inAnHour());
    await other.read();
    expect(other.has(later)).toBe(true);
  });
});
