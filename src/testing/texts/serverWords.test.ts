import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GERMAN_SERVER_TEXTS } from '../../contract/languages/germanServer';
import { serverWords } from '../../contract/texts/serverWords';
import { spokenIn } from '../../contract/texts/texts';
import { GERMAN_SENTENCES } from '../../contract/texts/told/germanSentences';

const german = (sentence: string) => spokenIn(GERMAN_SERVER_TEXTS, () => serverWords(sentence));

test('a sentence of the server is told in the language of the page, with its values', () => {
  expect(german('You have 50 views, which is the most')).toBe('Sie haben 50 Ansichten; mehr sind nicht möglich');
  expect(german('a.csv, line 3: createdAt is missing')).toBe('a.csv, Zeile 3: createdAt fehlt');
  expect(german('Map a column of times to "Fällig", mend these cells')).toBe(
    'Ordnen Sie „Fällig“ eine Spalte mit Zeitpunkten zu, oder korrigieren Sie diese Zellen',
  );
});

test('what a file leaves open is told of one value and of several', () => {
  const rest = 'and no value in it proves which';
  expect(
    german(`a.csv: 01.11.2026 08:15 (line 2, createdAt) and 6 more can have the day or the month first, ${rest}`),
  ).toBe(
    'a.csv: 01.11.2026 08:15 (Zeile 2, createdAt) und 6 weitere können mit dem Tag oder dem Monat beginnen, und kein Wert der Datei entscheidet es',
  );
  expect(german(`a.csv: 01.11.2026 (line 2, createdAt) can have the day or the month first, ${rest}`)).toBe(
    'a.csv: 01.11.2026 (Zeile 2, createdAt) kann mit dem Tag oder dem Monat beginnen, und kein Wert der Datei entscheidet es',
  );
});

test('what a form can be refused with is told', () => {
  expect(german('Nobody with the address bob@example.com has signed in here')).toBe(
    'bob@example.com hat sich hier noch nie angemeldet',
  );
  expect(german('recipients.0 in the body is not understood')).toBe('Nicht verstanden: Empfänger');
  expect(german('timeZone in the body is not understood')).toBe('Nicht verstanden: Zeitzone');
});

test.each([
  ['quotes', '"'.repeat(501)],
  ['names', 'a: '.repeat(400)],
  ['commas', 'createdAt, '.repeat(200)],
  ['words of sentences', ' is missing and is not understood in, line (line ) can have 6 more '.repeat(40)],
])('a value of many %s that a link brings is read once, not by each way of dividing it', (_, value) => {
  const withValues = GERMAN_SENTENCES.filter(([english]) => english.includes('{}'));
  expect(withValues.length).toBeGreaterThan(100);
  for (const [english] of withValues) {
    const sentence = english.replaceAll('{}', value);
    expect(german(sentence)).not.toBe('');
    // Nothing ends like this: every way of dividing it is in vain.
    expect(german(`${sentence}\n"`)).not.toBe('');
  }
});

test('one that nobody has put into words is quoted, and English stays as it is', () => {
  expect(german('Something new')).toBe('Meldung des Servers: „Something new“');
  expect(serverWords('Something new')).toBe('Something new');
});

test('the list holds what the server says: its sentences stand in the sources', () => {
  const roots = ['../../server', '../../contract'].map((each) => join(import.meta.dirname, each));
  const sources = roots
    .flatMap((root) => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name)))
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !name.includes('told'))
    .map((name) => readFileSync(name, 'utf8'))
    .join('\n')
    .toLowerCase();
  // Sentences are put together from parts, which begin small or not.
  const pieces = GERMAN_SENTENCES.flatMap(([english]) => english.split(/\{\}|[(),.:;"]/)).map((piece) => piece.trim());
  const unsaid = pieces.filter((piece) => piece.length > 12 && !sources.includes(piece.toLowerCase()));
  expect(unsaid).toEqual([]);
});
