import { documentedFacts, filterKeys, labelOf } from '../../../../contract/query/filters';
import type { Grammar } from '../grammar/grammar';
import { bent, fold, formsOf, GRAMMARS, stemsOf } from '../grammar/grammars';
import { isNearly } from './names';
import type { NamedColumns } from './parseValues';

/** Words of the grammars with one slip of the finger, or without their umlauts: "gestren", "uberfallig". */

/** Shorter words have too many neighbours. */
const NEAR = 5;

function wordsIn({ names, namesWithTime, values, comparators, times, particles, endings, idioms }: Grammar): string[] {
  const forms = [
    ...[names, namesWithTime, particles, ...Object.values(values), ...Object.values(comparators)].flatMap((lists) =>
      Object.values(lists),
    ),
    ...Object.values(times),
  ].flatMap(formsOf);
  const bentTimes = Object.values(times)
    .flatMap(formsOf)
    .flatMap((form) => bent(form, endings));
  return [...forms, ...bentTimes, ...Object.keys(times), ...Object.keys(idioms)];
}

const WORDS: ReadonlySet<string> = new Set(
  [...GRAMMARS.flatMap(wordsIn), ...filterKeys().flatMap((key) => [labelOf(key), documentedFacts(key).label])].flatMap(
    (form) => form.toLowerCase().match(/\p{L}+/gu) ?? [],
  ),
);

/** By their two-letter spelling, and without any marks. */
const SPELLINGS: readonly (readonly [word: string, folded: string, bare: string])[] = [...WORDS]
  .filter((word) => word.length >= NEAR)
  .map((word) => [word, fold(word), word.normalize('NFD').replace(/\p{M}/gu, '')]);
const KNOWN = new Set(SPELLINGS.map(([, folded]) => folded));

/** The text with words that no language has as the nearest that one has; words of known values stay. */
export function mended(text: string, known: NamedColumns): string {
  return text.replace(/\p{L}{5,}/gu, (typed) => {
    const word = fold(typed);
    if (stemsOf(word).some((stem) => KNOWN.has(stem)) || isOfValue(word, known)) return typed;
    return nearestTo(word) ?? typed;
  });
}

/** "ofene" is nearest to "offen" with its ending. */
function nearestTo(word: string): string | undefined {
  for (const stem of stemsOf(word)) {
    const [nearest] = SPELLINGS.find(([, folded, bare]) => bare === stem || isNearly(folded, stem)) ?? [];
    if (nearest !== undefined) return nearest + word.slice(stem.length);
  }
  return undefined;
}

function isOfValue(word: string, known: NamedColumns): boolean {
  return [...known.values()].some(({ starts }) =>
    starts.some(([, names]) => names.some((name) => name.startsWith(word))),
  );
}
