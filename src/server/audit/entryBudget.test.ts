import { expect, test } from 'vitest';
import { EntryBudget, OF_LINK } from './entryBudget';

const NOON = new Date('2026-10-01T12:00:00Z');
const later = (seconds: number) => new Date(NOON.getTime() + seconds * 1000);

test('a user who has caused 3,000 entries is asked to wait, nobody else is, and five a second are given back', () => {
  const budget = new EntryBudget();
  for (let each = 0; each < 3000; each += 1) {
    budget.requireLeft('anna', NOON);
    budget.spend('anna', NOON);
  }
  const refused = { status: 429, details: { retryAfter: 5, allowed: '3000 at once, then 5 a second' } };
  expect(() => budget.requireLeft('anna', later(0.1))).toThrow(expect.objectContaining(refused));
  budget.requireLeft('ben', NOON);
  for (let each = 0; each < 5; each += 1) {
    budget.requireLeft('anna', later(1));
    budget.spend('anna', later(1));
  }
  expect(() => budget.requireLeft('anna', later(1))).toThrow(expect.objectContaining(refused));
  budget.requireLeft('anna', later(2));
  // A clock that is set back gives nothing and takes nothing.
  expect(() => budget.requireLeft('anna', later(-3600))).toThrow(expect.objectContaining(refused));
});

test('long queries count as several', () => {
  const budget = new EntryBudget();
  for (let each = 0; each < 500; each += 1) budget.spend('anna', NOON, 5000);
  expect(() => budget.requireLeft('anna', NOON)).toThrow(expect.objectContaining({ status: 429 }));
});

test('the holder of a link has twenty, and one more a minute', () => {
  const budget = new EntryBudget(OF_LINK);
  const at = (seconds: number) => new Date(seconds * 1000);
  for (let entry = 0; entry < 20; entry += 1) {
    budget.requireLeft('a link', at(0));
    budget.spend('a link', at(0));
  }
  const details = { allowed: '20 at once, then one in 60 seconds', retryAfter: 60 };
  expect(() => budget.requireLeft('a link', at(59))).toThrow(expect.objectContaining({ details }));
  expect(() => budget.requireLeft('a link', at(61))).not.toThrow();
  expect(() => budget.requireLeft('another', at(0))).not.toThrow();
});
