import { expect, test } from 'vitest';
import { REPORT } from '../../../testing/reportFixture';
import { answerOf } from './answer';

/** Dealt out blindly, the late tickets make one of the groups stand out in no more than about one of twenty times. */
test.each([
  [7, 3000, 0.06],
  [24, 3000, 0.06],
  [20, 4000, 0.4],
  [20, 1200, 0.02],
])('of %i groups of %i tickets, %f of them late, chance names one at most once in twenty times', (groups, n, share) => {
  const random = randomOf(groups);
  const late = Array.from({ length: n }, (_, index) => index < n * share);
  const rounds = 400;
  let named = 0;
  for (let round = 0; round < rounds; round += 1) {
    shuffle(late, random);
    const rows = Array.from({ length: groups }, (_, group) => {
      const mine = late.filter((__, index) => index % groups === group);
      const breachedClosed = mine.filter((isLate) => isLate).length;
      return groupOf(`Group ${group}`, mine.length - breachedClosed, breachedClosed);
    });
    if (hasNamed(rows)) named += 1;
  }
  // 5 % of 400 is 20, and 4.4 its standard deviation.
  expect(named).toBeLessThanOrEqual(30);
});

test('what is no chance is named', () => {
  expect(hasNamed([groupOf('Bad', 60, 40), ...Array.from({ length: 23 }, (_, at) => groupOf(`${at}`, 94, 6))])).toBe(
    true,
  );
});

type Rows = typeof REPORT.groups.rows;

function hasNamed(rows: Rows): boolean {
  const sum = (of: 'met' | 'breachedClosed') => rows.reduce((total, { states }) => total + states[of], 0);
  const states = { met: sum('met'), breachedClosed: sum('breachedClosed'), breachedOpen: 0, pending: 0, noSla: 0 };
  const report = { ...REPORT, states, previous: null, groups: { ...REPORT.groups, rows, other: null } };
  return answerOf(report, 'all').some(({ id }) => id === 'where');
}

function groupOf(value: string, met: number, breachedClosed: number): Rows[number] {
  const states = { met, breachedClosed, breachedOpen: 0, pending: 0, noSla: 0 };
  return { value, states, excess: null, before: null, kaplanMeier: { closed: 0, open: 0, p50: null, p90: null } };
}

function shuffle(list: boolean[], random: () => number): void {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const at = Math.floor(random() * (last + 1));
    [list[last], list[at]] = [list[at] === true, list[last] === true];
  }
}

/** Lehmer's generator: the same numbers in every run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
