import { FIXED_UNITS, TIME_UNITS, UNITS } from '../../../../contract/time/units';
import { anyOf, anyParticle, bent, fold, formsIn, formsOf, GRAMMARS, withUmlauts } from '../grammar/grammars';
import { remembered } from '../grammar/remembered';

/** Times and amounts of any language in the words that the readers of times and durations know. */

/** In English and in the calendar's order. */
export const MONTH_NAMES: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** The reader's word for every form of a time. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ...MONTH_NAMES.map((name) => [name.slice(0, 3), name] as const),
  ...formsOfTimes(bent),
  // "Tagen" stands there itself, and is no bent "Tag".
  ...formsOfTimes((form) => [form]),
]);

function formsOfTimes(formsFor: (form: string, endings: string) => string[]) {
  return GRAMMARS.flatMap(({ times, endings }) =>
    Object.entries(times).flatMap(([word, forms]) =>
      formsOf(forms).flatMap((form) => formsFor(fold(form), endings).map((each) => [each, word] as const)),
    ),
  );
}

const NUMBERS = new Map(
  GRAMMARS.flatMap(({ numbers, tens, parts, article }) => [
    ...formsOf(numbers).map((form, index) => [fold(form), String(index + 1)] as const),
    ...formsOf(tens).map((form, index) => [fold(form), String(10 * index + 30)] as const),
    ...Object.entries(parts).flatMap(([digits, forms]) => formsOf(forms).map((form) => [fold(form), digits] as const)),
    ...formsOf(article).map((form) => [fold(form), '1'] as const),
  ]),
);
/** Behind digits only: "Mon" is Monday elsewhere. */
const UNITS_BEHIND: ReadonlyMap<string, string> = new Map(
  GRAMMARS.flatMap(({ unitsBehind }) =>
    Object.entries(unitsBehind).flatMap(([unit, forms]) => formsOf(forms).map((form) => [fold(form), unit] as const)),
  ),
);
const UNIT_WORDS = [
  ...TIME_UNITS.flatMap((unit) => bent(UNITS[unit].name, 's')),
  ...FIXED_UNITS.filter((unit) => unit !== 's').map((unit) => UNITS[unit].short),
];
/** Units, and words for some of them: a fortnight. */
const UNITS_ALONE: ReadonlyMap<string, string> = new Map(
  [...WORDS].filter(([, word]) => UNIT_WORDS.includes(word) || /^[\d.]+ /.test(word)),
);
/** Whether the word is a unit's name, also one that is short for it behind digits. */
export function isUnit(word: string): boolean {
  const said = fold(word).replace(/\.$/, '');
  return UNIT_WORDS.includes(WORDS.get(said) ?? said) || UNITS_BEHIND.has(said);
}

const ONE_AMOUNT = `\\d+(?:[.,]\\d{1,2})? ?${anyOf(UNIT_WORDS)}`;
/** A pattern without groups, over the reader's words: "3 days", "1,5 hours", "1 day 4 hours". */
export const AMOUNT = `${ONE_AMOUNT}(?: ${ONE_AMOUNT})*`;

export const ALONE = new RegExp(`^(?:${AMOUNT})$`, 'i');

/** The most words that one form has, with what stands between them. */
const LONGEST = 9;

/** "a week and two days", "eine Woche und 2 Tage" with digits and English units. */
export const amountInDigits = remembered((text: string): string => inWords(text, UNITS_ALONE));

function inWords(text: string, words: ReadonlyMap<string, string>): string {
  const tokens = text.match(/\p{L}+|[^\p{L}]+/gu) ?? [];
  const said: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const form = longestForm(tokens, at, words);
    const isBehind = /\d ?$/.test(tokens[at - 1] ?? '') && !/^\d/.test(tokens[at + 1] ?? '');
    const word = isBehind ? UNITS_BEHIND.get(fold(form)) : undefined;
    const unit = word ?? words.get(fold(form));
    const number = unit === undefined ? longestForm(tokens, at, NUMBERS) : form;
    const digits = unit ?? (isBeforeUnit(tokens, at + lengthOf(number)) ? NUMBERS.get(fold(number)) : undefined);
    const taken = digits === undefined ? form : number;
    said.push(digits ?? form);
    at += lengthOf(taken);
    // The dot of an abbreviation goes with it.
    const next = tokens[at];
    if (next !== undefined && unit !== undefined && /^\.(?!\d)/.test(next)) tokens[at] = next.slice(1);
  }
  return said.join('');
}

const THOUSANDS = new RegExp(`^(\\d+)(?:[.,](\\d{1,3}))? ?${anyOf(formsIn(({ thousands }) => thousands))}$`, 'iu');

/** A number in words as digits: "five", "2k"; any other text as it is. */
export function numberInDigits(text: string): string {
  const [, whole, part = ''] = THOUSANDS.exec(text) ?? [];
  return whole === undefined ? (NUMBERS.get(fold(text)) ?? text) : whole + part.padEnd(3, '0');
}

/** The longest form that begins there; the token itself where none does. */
function longestForm(tokens: readonly string[], at: number, words: ReadonlyMap<string, string>): string {
  for (let length = LONGEST; length > 1; length -= 2) {
    const form = tokens.slice(at, at + length).join('');
    if (at + length <= tokens.length && words.has(fold(form))) return form;
  }
  return tokens[at] ?? '';
}

/** In tokens. */
function lengthOf(form: string): number {
  return form.match(/\p{L}+|[^\p{L}]+/gu)?.length ?? 1;
}

function isBeforeUnit(tokens: readonly string[], at: number): boolean {
  return tokens[at] === ' ' && isUnit(tokens[at + 1] ?? '');
}

const BEFORE = new RegExp(`^${anyParticle('beforeTime')} `, 'iu');
const ORDERS = GRAMMARS.flatMap(({ timeOrders }) => Object.entries(timeOrders)).map(
  ([order, words]) => [new RegExp(`^${withUmlauts(order)}$`, 'iu'), words] as const,
);

/** "den letzten 30 Tagen" as "last 30 day"; words of no time stay as they are. */
export const timeInWords = remembered((text: string): string => {
  const words = inWords(text.replace(BEFORE, ''), WORDS);
  return ORDERS.reduce((said, [order, replacement]) => said.replace(order, replacement), words);
});
