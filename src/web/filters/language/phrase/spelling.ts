import { isNearly } from '../../../../contract/format/isNearly';
import { documentedFacts, filterKeys, labelOf } from '../../../../contract/query/filters';
import type { Grammar } from '../grammar/grammar';
import { bent, fold, formsOf, GRAMMARS, stemsOf } from '../grammar/grammars';

import type { NamedColumns } from './parseValues';

/** Words of the grammars with one slip of the finger, or without their umlauts: "gestren", "uberfallig". */

/** Shorter words have too many neighbours. */
const NEAR = 5;
/** Of those only two letters that changed places: "hcoh". */
const NEAR_SWAPPED = 4;

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

/** Each word with the endings of its language; those of the readers, in the place of a form, are English. */
const WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ...filterKeys().flatMap((key) => endedWords([labelOf(key), documentedFacts(key).label], '')),
  ...GRAMMARS.toReversed().flatMap((grammar) => endedWords(wordsIn(grammar), grammar.endings)),
]);

function endedWords(forms: readonly string[], endings: string): [string, readonly string[]][] {
  const words = forms.flatMap((form) => form.toLowerCase().match(/\p{L}+/gu) ?? []);
  return words.map((word) => [word, bent(word, endings)]);
}

/** By their two-letter spelling, and without any marks. */
const SPELLINGS = [...WORDS.keys()]
  .filter((word) => word.length >= NEAR_SWAPPED)
  .map((word) => [word, fold(word), word.normalize('NFD').replace(/\p{M}/gu, '')] as const);
const KNOWN = new Set(SPELLINGS.map(([, folded]) => folded));

/** The text with words that no language has as the nearest that one has; words of known values stay. */
export function mended(text: string, known: NamedColumns): string {
  return text.replace(/\p{L}{4,}/gu, (typed) => {
    const word = fold(typed);
    if (stemsOf(word).some((stem) => KNOWN.has(stem)) || isOfValue(word, known)) return typed;
    const nearest = nearestTo(word) ?? typed;
    return /^\p{Lu}/u.test(typed) ? nearest.replace(/^./u, (first) => first.toUpperCase()) : nearest;
  });
}

/** "ofene" is nearest to "offen" with its ending. */
function nearestTo(word: string): string | undefined {
  for (const stem of stemsOf(word)) {
    const [nearest] = SPELLINGS.find(([, folded, bare]) => bare === stem || isNear(folded, stem)) ?? [];
    if (nearest === undefined) continue;
    // "Offne" is rather "offene" than "offen".
    const endsAlike = WORDS.get(nearest)?.find((form) => form.at(-1) === word.at(-1) && isNear(fold(form), word));
    return endsAlike ?? nearest + word.slice(stem.length);
  }
  return undefined;
}

function isNear(word: string, typed: string): boolean {
  const isSwapped = () => [...word].sort().join() === [...typed].sort().join();
  return isNearly(word, typed) && (word.length >= NEAR || isSwapped());
}

function isOfValue(word: string, known: NamedColumns): boolean {
  return [...known.values()].some(({ starts }) =>
    starts.some(([, names]) => names.some((name) => name.startsWith(word))),
  );
}
