import { expect, test } from 'vitest';
import { formatCount, formatFixed, formatPlain } from '../format/numbers';
import { ENGLISH_SERVER_TEXTS } from '../languages/englishServer';
import { GERMAN_SERVER_TEXTS } from '../languages/germanServer';
import { ENGLISH } from './englishCatalogue';
import { ENGLISH_FILES } from './englishFiles';
import { GERMAN } from './germanCatalogue';
import { GERMAN_FILES } from './germanFiles';
import { closestLanguage } from './language';
import { say, sayRich, sayTagged, spokenIn, type TextId } from './texts';

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

test('numbers stand in no style of their own, and forms are those of cardinals: others are not formatted', () => {
  const others = [ENGLISH, ENGLISH_FILES, GERMAN, GERMAN_FILES]
    .flatMap((texts) => Object.values(texts))
    .filter((text) => /\{\w+, *(number *,|date|time|selectordinal)/.test(text));
  expect(others).toEqual([]);
});

test('a number picks its form and is written as the language writes it', () => {
  expect([1, 1200].map((n) => say('format.tickets', { n }))).toEqual(['1 ticket', '1,200 tickets']);
  expect(spokenIn(GERMAN_SERVER_TEXTS, () => [1, 1200].map((n) => say('format.tickets', { n })))).toEqual([
    '1 Ticket',
    '1.200 Tickets',
  ]);
});

test('no number has a hyphen where a minus sign belongs', () => {
  expect([say('grid.seconds', { n: -1200 }), formatCount(-12), formatFixed(-0.5, 1), formatPlain(-7)]).toEqual([
    '−1,200 seconds of calendar time',
    '−12',
    '−0.5',
    '−7',
  ]);
});

/** Whatever a text counts is one; tags leave their words. */
function ofOne(message: unknown): Record<string, (words?: unknown[]) => string> {
  const tags = new Set(tagsIn(message));
  return new Proxy(
    {},
    { get: (_, name) => (tags.has(String(name)) ? (words: unknown[] = []) => words.join('') : 1), has: () => true },
  );
}

/** A tag has its words behind its name; a value has the number of its kind, or nothing. */
function tagsIn(node: unknown): string[] {
  if (!Array.isArray(node)) return typeof node === 'object' && node !== null ? Object.values(node).flatMap(tagsIn) : [];
  const [name, kind]: unknown[] = node;
  const isTag = typeof name === 'string' && NAME.test(name) && kind !== undefined && typeof kind !== 'number';
  return [...(isTag ? [name] : []), ...node.flatMap(tagsIn)];
}

/** Their numbers are always more than one (bounds, and what has a text of its own for one), or are names. */
const ALWAYS_MANY: ReadonlySet<string> = new Set<TextId>([
  'answer.more',
  'answer.fewer',
  'format.cut',
  'format.many.oneOf',
  'format.many.noneOf',
  'format.many.anyOf',
  'chart.tile.perDay',
  'chart.daysBefore',
  'chart.faded',
  'chart.dataCheck.clean',
  'chart.legend.ring',
  'chart.legend.faint',
  'chart.signal.of',
  'chart.close.small',
  'page.oldPeriod',
  'page.allFilters',
  'page.copy.long',
  'filters.tooManyFilters',
  'filters.tooManyValues',
  'grid.search.words',
  'audit.times',
  'audit.columns',
  'exports.outcome.large',
  'exports.columns.all',
  'import.tooLarge.other',
  'import.doubt.gone',
  'schedules.paused.signIn',
  'schedules.run.skipped.signIn',
  'scheduleMail.notice.signIn',
  'sheet.rows.sheets',
  'sheet.cut.why',
]);

test.each([
  ['en', ENGLISH_SERVER_TEXTS],
  ['de', GERMAN_SERVER_TEXTS],
])('one is never "1 tickets": %s', (_, texts) => {
  const said = IDS.filter((id) => !ALWAYS_MANY.has(id)).map((id) =>
    spokenIn(texts, () => ({ id, text: sayTagged<string>(id, ofOne(texts.messages[id])).join('') })),
  );
  expect(said.filter(({ text }) => SEVERAL.test(text))).toEqual([]);
});

/** "1 tickets", "1 whole buckets", "1 sind", "1 passten". */
const SEVERAL =
  /(?<![\p{L}\d.,])1 (?:(?:more|whole|\p{Ll}+en?) )?(?:tickets|rows(?!\/s)|columns|days|values|words|characters|seconds|minutes|times|checks|filters|files|buckets|Zeilen(?!\/s)|Spalten|Tagen?|Werten?|Wörter|Sekunden|Minuten|Stunden|Prüfungen|Zeitschritten|Dateien|Tabellenblättern)(?!\p{L})|(?<![\p{L}\d.,])1 (?:davon )?(?:are|were|sind|waren|wurden|werden|haben|passten|laufen|bleiben)(?!\p{L})/iu;

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
