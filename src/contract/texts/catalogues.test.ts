import { expect, test } from 'vitest';
import { ENGLISH_SERVER_TEXTS } from '../languages/englishServer';
import { GERMAN_SERVER_TEXTS } from '../languages/germanServer';
import { ENGLISH } from './englishCatalogue';
import { ENGLISH_FILES } from './englishFiles';
import { closestLanguage } from './language';
import { say, sayRich, spokenIn, type TextId } from './texts';

const IDS = Object.keys({ ...ENGLISH, ...ENGLISH_FILES }) as TextId[];

/** Names of values and tags in a compiled message: plural forms say each again. */
function namesIn(node: unknown): string[] {
  if (Array.isArray(node)) {
    const [name, ...rest]: unknown[] = node;
    const isNamed = typeof name === 'string' && NAME.test(name);
    return [...(isNamed ? [name] : namesIn(name)), ...rest.flatMap(namesIn)];
  }
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(namesIn) : [];
}

const NAME = /^\w+$/;

function namesOf(message: unknown): string {
  // The words of the message itself are no names.
  const nodes = Array.isArray(message) ? message.filter((node) => typeof node !== 'string') : [];
  return [...new Set(nodes.flatMap(namesIn))].sort().join();
}

test('every German text has the values and the tags of the English one, and nothing else', () => {
  const differing = IDS.filter((id) => {
    return namesOf(ENGLISH_SERVER_TEXTS.messages[id]) !== namesOf(GERMAN_SERVER_TEXTS.messages[id]);
  });
  expect(differing).toEqual([]);
});

test('a number picks its form and is written as the language writes it', () => {
  expect([1, 1200].map((n) => say('format.tickets', { n }))).toEqual(['1 ticket', '1,200 tickets']);
  expect(spokenIn(GERMAN_SERVER_TEXTS, () => [1, 1200].map((n) => say('format.tickets', { n })))).toEqual([
    '1 Ticket',
    '1.200 Tickets',
  ]);
});

test('a text with tags is pieces, whatever order the language puts them in', () => {
  const pieces = sayRich('shell.needsReportTickets', { code: ([word]: unknown[]) => ({ word }) });
  expect(pieces).toContainEqual({ word: 'reportTickets' });
});

test('another language ends where its text ends, also when telling fails', () => {
  expect(() =>
    spokenIn(GERMAN_SERVER_TEXTS, () => {
      throw new Error('broken');
    }),
  ).toThrow('broken');
  expect(say('format.tickets', { n: 2 })).toBe('2 tickets');
});

test.each([
  [['de-AT', 'en'], 'de'],
  [['fr', 'de'], 'de'],
  [['en-GB', 'de'], 'en'],
  [['fr'], 'en'],
  [[], 'en'],
])('who reads %j is shown %s', (tags, language) => {
  expect(closestLanguage(tags)).toBe(language);
});
