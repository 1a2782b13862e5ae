import { expect, test } from 'vitest';
import { GERMAN_TEXTS } from '../languages/german';
import { spokenIn } from '../texts/texts';
import { formatGroup } from './formatGroup';

test('an hour of the day is told from a number', () => {
  expect(formatGroup('createdHour', 9)).toBe('9:00');
  expect(spokenIn(GERMAN_TEXTS, () => formatGroup('createdHour', 9))).toBe('9 Uhr');
  expect(formatGroup('incomingMessages', 9)).toBe('9');
});

test('what has no value has a name of its own', () => {
  expect(formatGroup('topic', null)).toBe('(empty)');
  expect(formatGroup('email', null)).not.toBe('(empty)');
});
