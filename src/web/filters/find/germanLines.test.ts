import { expect, test, vi } from 'vitest';
import type { PhraseScope } from '../language/phrase/phraseScope';

// Names are made once, so modules are loaded anew in a page that is shown in German; they are kept between test files.
vi.resetModules();
const { GERMAN_TEXTS } = await import('../../../contract/languages/german');
const { speak } = await import('../../../contract/texts/texts');
speak(GERMAN_TEXTS);
const { COLUMN_IDS } = await import('../../../contract/columns/columns');
const { describeFilters } = await import('../../../contract/sentences/describeFilter');
const { findLines } = await import('./findLines');
vi.resetModules();
await import('../../../contract/languages/inEnglish');

const SCOPE: PhraseScope = {
  asOf: '2026-11-23 14:05:00',
  otherFilters: [],
  visible: COLUMN_IDS,
  known: new Map(),
  me: 'anna@example.com',
};

function found(typed: string): string[] {
  return findLines(typed, { ...SCOPE, known: new Map() }).lines.map((line) =>
    line.kind === 'column' ? line.key : describeFilters(line.filters),
  );
}

test.each([
  ['hoch', ['Priorität ist hoch', 'Thema enthält „hoch“']],
  [
    'nicht geschlossen',
    ['Noch nicht geschlossen', 'Status ist nicht geschlossen', 'Thema enthält „nicht geschlossen“'],
  ],
  ['Tel.', ['Kanal ist Telefon', 'Thema enthält „Tel.“']],
  ['tell', ['Thema enthält „tell“']],
])('%j finds nothing that only holds it', (typed, lines) => {
  expect(found(typed)).toEqual(lines);
});

test.each([
  ['nachricht', 'lastCustomerMessageAt'],
  ['Zeit', 'workingSecondsToClose'],
  ['thema', 'subTopic'],
])('%j finds compounds of it, such as %s', (typed, key) => {
  expect(found(typed)).toContain(key);
});

test('ranges within one day name it once', () => {
  expect(found('heute Morgen')[0]).toBe('Erstellt am 23. Nov. 2026, 06:00 bis 11:59 Uhr');
  expect(found('zwischen 8 und 10 Uhr')[1]).toBe('Erstellt am 23. Nov. 2026, 08:00 bis 09:59 Uhr');
});
