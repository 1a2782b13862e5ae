import { FIXED_UNITS, TIME_UNITS, UNITS } from '../../../../contract/time/units';
import { anyOf, bent, fold, formsIn, formsOf, GRAMMARS, withUmlauts } from '../grammar/grammars';
import { remembered } from '../grammar/remembered';

/** Times and amounts of any language in the words that the readers of times and durations know. */

/** The reader's word for every form of a time. */
const WORDS: ReadonlyMap<string, string> = new Map(
  GRAMMARS.flatMap(({ times, endings }) =>
    Object.entries(times).flatMap(([word, forms]) =>
      formsOf(forms).flatMap((form) => bent(fold(form), endings).map((each) => [each, word] as const)),
    ),
  ),
);
const NUMBERS = new Map(
  GRAMMARS.flatMap(({ numbers, article }) => [
    ...formsOf(numbers).map((form, index) => [fold(form), String(index + 1)] as const),
    ...formsOf(article).map((form) => [fold(form), '1'] as const),
  ]),
);
const UNIT_WORDS = [
  ...TIME_UNITS.flatMap((unit) => bent(UNITS[unit].name, 's')),
  ...FIXED_UNITS.filter((unit) => unit !== 's').map((unit) => UNITS[unit].short),
];
const UNITS_ALONE: ReadonlyMap<string, string> = new Map([...WORDS].filter(([, word]) => UNIT_WORDS.includes(word)));
/** A pattern without groups, over the reader's words: "3 days", "1,5 hours". */
export const AMOUNT = `\\d+(?:[.,]\\d{1,2})? ?${anyOf(UNIT_WORDS)}`;

/** The most words that one form has, with what stands between them. */
const LONGEST = 7;

/** "a week and two days", "eine Woche und 2 Tage" with digits and English units. */
export const amountInDigits = remembered((text: string): string => inWords(text, UNITS_ALONE));

function inWords(text: string, words: ReadonlyMap<string, string>): string {
  const tokens = text.match(/\p{L}+|[^\p{L}]+/gu) ?? [];
  const said: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const length = formLength(tokens, at, words);
    const form = tokens.slice(at, at + length).join('');
    said.push(words.get(fold(form)) ?? digitsOf(tokens, at) ?? form);
    at += length;
    // The dot of an abbreviation goes with it.
    const next = tokens[at];
    if (next !== undefined && words.has(fold(form)) && /^\.(?!\d)/.test(next)) tokens[at] = next.slice(1);
  }
  return said.join('');
}

/** A number in words as digits: "five"; any other text as it is. */
export function numberInDigits(text: string): string {
  return NUMBERS.get(fold(text)) ?? text;
}

/** How many tokens make the longest form that begins there; 1 where none does. */
function formLength(tokens: readonly string[], at: number, words: ReadonlyMap<string, string>): number {
  for (let length = LONGEST; length > 1; length -= 2) {
    if (at + length <= tokens.length && words.has(fold(tokens.slice(at, at + length).join('')))) return length;
  }
  return 1;
}

function digitsOf(tokens: readonly string[], at: number): string | undefined {
  const unit = tokens[at + 1] === ' ' ? fold(tokens[at + 2] ?? '') : '';
  return UNIT_WORDS.includes(WORDS.get(unit) ?? unit) ? NUMBERS.get(fold(tokens[at] ?? '')) : undefined;
}

const BEFORE = new RegExp(`^${anyOf(formsIn(({ particles }) => particles.beforeTime))} `, 'iu');
const ORDERS = GRAMMARS.flatMap(({ timeOrders }) => Object.entries(timeOrders)).map(
  ([order, words]) => [new RegExp(`^${withUmlauts(order)}$`, 'iu'), words] as const,
);

/** "den letzten 30 Tagen" as "last 30 day"; words of no time stay as they are. */
export const timeInWords = remembered((text: string): string => {
  const words = inWords(text.replace(BEFORE, ''), WORDS);
  return ORDERS.reduce((said, [order, replacement]) => said.replace(order, replacement), words);
});
