import { type ColumnId, isColumnId } from '../../../../contract/columns/columns';
import { isNearly } from '../../../../contract/format/isNearly';
import { choicesOf, type FilterKey, keyFacts, labelOf } from '../../../../contract/query/filters';
import { anyParticle, BETWEEN_ENDS, fold, formsIn, stemsOf } from '../grammar/grammars';
import { choiceNames, groupNamed, shownNames } from './choiceNames';
import { singulars, squash, startsOf } from './names';

/** Values as people type them: "urgent or high", "billing". */

/** How much of a value must be said; behind its column's name also one that is not known; at last one with a slip. */
export type Extent = 'whole' | 'part' | 'named' | 'near';

const OR = anyParticle('or');
/** A comma between digits groups them, or is a decimal one before a unit: "1,204" is one number, and so is "1,5 h". */
export const COMMA_IN_NUMBER = '(?<=\\d),(?=\\d{3}(?!\\d)|\\d{1,2} ?\\p{L})';
const SEPARATOR = new RegExp(`\\s*(?:(?!${COMMA_IN_NUMBER}),|;)\\s*(?:${OR} )?|\\s*[/&+]\\s*|\\s+${OR}\\s+`, 'iu');

export function listed(text: string): string[] {
  return text.split(SEPARATOR).filter((each) => each !== '');
}

/** Values by what they are called. */
export interface NamedValues {
  /** By the whole name, squashed. */
  whole: ReadonlyMap<string, string>;
  /** Each value with the names that are shown, from every word on. */
  starts: readonly (readonly [value: string, starts: readonly string[]])[];
}

/** Made once for a list: a text is looked up in it for every group of its words. */
export function namedValues(
  values: readonly string[],
  saidAs: (value: string) => readonly string[],
  shownAs = saidAs,
): NamedValues {
  return {
    // The first of two with one name counts.
    whole: new Map(values.flatMap((value) => saidAs(value).map((name) => [squash(name), value] as const)).toReversed()),
    starts: values.map((value) => [value, shownAs(value).flatMap(startsOf)]),
  };
}

const CHOICES = new Map<FilterKey, NamedValues>();

function namedChoices(key: FilterKey): NamedValues | undefined {
  const choices = choicesOf(key);
  if (choices === undefined) return undefined;
  const named =
    CHOICES.get(key) ??
    namedValues(
      choices,
      (choice) => choiceNames(key, choice),
      (choice) => shownNames(key, choice),
    );
  CHOICES.set(key, named);
  return named;
}

/** Values of text columns that are known by name. */
export type NamedColumns = ReadonlyMap<ColumnId, NamedValues>;

/** The values that a list names; a value may hold a separator itself. Null when one is not known. */
export function valuesOf(key: FilterKey, text: string, extent: Extent, known: NamedColumns): string[] | null {
  const whole = valuesSaid(key, text, extent, known);
  if (whole !== null) return [...whole];
  const values: string[] = [];
  if (isNamedByHeart(key) && !areAlike(listed(text))) return null;
  for (const each of listed(text)) {
    const said = valuesSaid(key, each, extent, known);
    if (said === null) return null;
    values.push(...said);
  }
  return values.length < 2 ? null : values;
}

/** One value, several of one name, or a part of a scale: "high or higher". */
function valuesSaid(key: FilterKey, text: string, extent: Extent, known: NamedColumns): readonly string[] | null {
  const group = isBare(text) ? stemsOf(squash(text)).map((stem) => groupNamed(key, stem)) : [];
  const value = oneValue(key, text, extent, known);
  return (
    group.find((values) => values !== undefined) ?? (value === null ? scaleFrom(key, text, extent, known) : [value])
  );
}

const ABOVE = new RegExp(`^${anyParticle('higherThan')} (.+)$`, 'iu');
const BELOW = new RegExp(`^${anyParticle('lowerThan')} (.+)$`, 'iu');
const BETWEEN = new RegExp(`^(.+?)(?: ${BETWEEN_ENDS} | ?[-–] ?)(.+)$`, 'iu');
const UPWARDS = new RegExp(`^(?:(.+) ${anyParticle('orHigher')}|${anyParticle('atLeast')} (.+))$`, 'iu');
const DOWNWARDS = new RegExp(`^(?:(.+) ${anyParticle('orLower')}|${anyParticle('atMost')} (.+))$`, 'iu');

function scaleFrom(key: FilterKey, text: string, extent: Extent, known: NamedColumns): readonly string[] | null {
  const facts = keyFacts(key);
  if (key === 'createdWeekday') return weekdaysFrom(key, text, extent, known);
  if (facts.kind !== 'enum' || facts.isScale !== true) return null;
  const valueAt = (said: string | undefined) => {
    const value = said === undefined ? null : oneValue(key, said, extent, known);
    return value === null ? -1 : facts.values.indexOf(value);
  };
  const at = (pattern: RegExp) =>
    valueAt(
      pattern
        .exec(text)
        ?.slice(1)
        .find((part) => part !== undefined),
    );
  const ends = (BETWEEN.exec(text)?.slice(1) ?? []).map(valueAt);
  const parts = [
    { from: at(UPWARDS), to: Number.POSITIVE_INFINITY },
    { from: 0, to: at(DOWNWARDS) },
    { from: at(ABOVE) + 1 || -1, to: Number.POSITIVE_INFINITY },
    { from: 0, to: at(BELOW) - 1 },
    { from: ends.includes(-1) || ends.length === 0 ? -1 : Math.min(...ends), to: Math.max(...ends) },
  ];
  const part = parts.find(({ from, to }) => from >= 0 && to >= 0);
  const values = part === undefined ? [] : facts.values.filter((_, each) => each >= part.from && each <= part.to);
  return values.length === 0 ? null : values;
}

/** "Mondays to Fridays", and "Friday to Monday" round the end of the week. */
function weekdaysFrom(key: FilterKey, text: string, extent: Extent, known: NamedColumns): readonly string[] | null {
  const days = choicesOf(key) ?? [];
  const said = (BETWEEN.exec(text)?.slice(1) ?? []).map((end) => oneValue(key, end, extent, known));
  const [first = -1, last = -1] = said.map((day) => (day === null ? -1 : days.indexOf(day)));
  if (first === -1 || last === -1 || first === last) return null;
  return days.filter((_, at) => (first < last ? at >= first && at <= last : at >= first || at <= last));
}

function oneValue(key: FilterKey, text: string, extent: Extent, known: NamedColumns): string | null {
  const choices = namedChoices(key);
  if (choices !== undefined) return only(choices, text, extent) ?? numbered(key, choices, text, extent);
  const literal = extent === 'named' ? unquoted(text) : null;
  if (literal !== null) return literal;
  if (isNamedByHeart(key)) return extent === 'named' && isReference(text) ? text : null;
  const values = isColumnId(key) ? known.get(key) : undefined;
  // A whole address is that of one, and no part of another's.
  if (key === 'email' && /^\S+@\S+\.\p{L}+$/u.test(text)) return values?.whole.get(squash(text)) ?? text;
  return values === undefined ? null : only(values, text, extent);
}

/** A number is a word of a value only behind its column: "prio 1 or 2". */
function numbered(key: FilterKey, choices: NamedValues, text: string, extent: Extent): string | null {
  return extent === 'named' && /^\d$/.test(text) ? only(choices, `${labelOf(key)} ${text}`, 'whole') : null;
}

/** An id such as CU-42, and not "15./16.11." or 2026-W48. */
export function isReference(text: string): boolean {
  return /^\S*\d\S*$/.test(text) && !isDateLike(text) && !/\d\.(?:[/-]|$)|^\d{4}-?w\d\d$/i.test(text);
}

/** 5/10/2026 is one day here and another there, so it is read as neither. */
export function isDateLike(text: string): boolean {
  return /^\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?$/.test(text);
}

/** Ids of one kind begin alike; what does not is another condition. */
function areAlike(references: readonly string[]): boolean {
  return new Set(references.map((each) => /^\D*/.exec(each)?.[0].toLowerCase())).size === 1;
}

/** Columns of ids: nobody looks them up in a list. */
export function isNamedByHeart(key: FilterKey): boolean {
  const facts = keyFacts(key);
  return facts.kind === 'text' && facts.content === 'reference';
}

export function unquoted(text: string): string | null {
  return /^["“„]([^"“”]+)["“”]$/.exec(text)?.[1] ?? null;
}

const OF_SEVERAL = new RegExp(`[,;"“”„]| ${anyParticle('either')} `, 'iu');

/** Text of one's own ends where the condition does; one that holds a comma or "or" must be quoted. Null for any other. */
export function freeText(text: string): string | null {
  return unquoted(text) ?? (OF_SEVERAL.test(text) ? null : text);
}

/** A sign beside a word may turn its meaning round, or widen it: "-high", "high+". */
function isBare(text: string): boolean {
  return /^["“„(]?[\p{L}\p{N}]/u.test(text) && !/[+<>=~^*-]$/.test(text);
}

const NEGATION = new RegExp(`^${anyParticle('not')}(?: |$)`, 'iu');

/** Between conditions: "mit" is no part of "mittel". */
export const SAYS_NOTHING: ReadonlySet<string> = new Set(formsIn(({ particles }) => particles.between).map(fold));

/** A part of a value must be three letters long, and of no other value. */
const PART = 3;
/** Shorter words have too many neighbours. */
const NEAR = 5;

function only({ whole, starts }: NamedValues, text: string, extent: Extent): string | null {
  if (!isBare(text)) return null;
  const wanted = singulars(squash(text));
  const exact = stemsOf(squash(text))
    .map((each) => whole.get(each))
    .find((value) => value !== undefined);
  if (exact !== undefined) return exact;
  const [longest = ''] = wanted;
  if (extent === 'whole' || longest.length < PART || NEGATION.test(text) || SAYS_NOTHING.has(fold(text))) return null;
  const matching = (isSaid: (start: string, each: string) => boolean) =>
    starts.filter(([, names]) => names.some((start) => wanted.some((each) => isSaid(start, each))));
  const parts = matching((start, each) => start.startsWith(each));
  if (parts.length > 0 || extent !== 'near' || longest.length < NEAR) return single(parts);
  return single(matching((start, each) => isNearly(start, each)));
}

function single([one, other]: NamedValues['starts']): string | null {
  return one === undefined || other !== undefined ? null : one[0];
}
