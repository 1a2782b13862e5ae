import { expect, test } from 'vitest';
import { GERMAN_TEXTS } from '../../contract/languages/german';
import { spokenIn } from '../../contract/texts/texts';
import { describeNote } from './describeNote';

const NOTE =
  'words in their usual meaning: channel: E-Mail, intern -> email, Anruf -> phone; status: Offen -> open, - -> (empty)';

test('what words were taken for is told in the words of the page', () => {
  expect(describeNote(NOTE)).toBe(
    'words in their usual meaning: Channel: E-Mail, intern → email, Anruf → phone; Status: Offen → open, - → (empty).',
  );
  expect(spokenIn(GERMAN_TEXTS, () => describeNote(NOTE))).toBe(
    'Wörter in ihrer üblichen Bedeutung: Kanal: E-Mail, intern → E-Mail, Anruf → Telefon; Status: Offen → offen, - → (leer).',
  );
});

test('other notes stay as they are, and so does what is no column', () => {
  expect(describeNote('times without a zone are those of UTC')).toBe('times without a zone are those of UTC.');
  const odd = 'words in their usual meaning: mood: a -> b';
  expect(describeNote(odd)).toBe(`${odd}.`);
});
