import type { IntegerColumn } from '../../../../contract/columns/columnFacts';
import { COLUMNS } from '../../../../contract/columns/columns';
import { formatDuration, parseDuration } from '../../../../contract/format/format';
import { formatPlain } from '../../../../contract/format/numbers';
import type { Comparator } from '../../../../contract/query/comparators';
import type { KeyOf } from '../../../../contract/query/filters';
import { say } from '../../../../contract/texts/texts';
import { anyParticle } from '../grammar/grammars';
import { amountInDigits, numberInDigits } from '../time/timeWords';

/** Numbers as people type them, and as a field shows them: whole numbers, and elapsed time with units. */

type IntegerKey = KeyOf<'integer'>;

function factsOf(key: IntegerKey): IntegerColumn {
  return COLUMNS[key];
}

/** Whether numbers of the column are elapsed seconds, typed as "2 d 4 h". */
export function isDuration(key: IntegerKey): boolean {
  return factsOf(key).unit === 'seconds';
}

export function isPercent(key: IntegerKey): boolean {
  return factsOf(key).unit === 'percent';
}

/** Null when it is not understood. */
export function readNumber(key: IntegerKey, text: string): number | null {
  const trimmed = text.trim().replace('−', '-');
  const value = isDuration(key) ? readDuration(trimmed) : readInteger(numberInDigits(trimmed.replace(/\s*%$/, '')));
  if (value === null || !Number.isSafeInteger(value)) return null;
  // -0 would come back as 0 from the URL.
  return value === 0 ? 0 : value;
}

const SIGNS = {
  '>': '>',
  '>=': '>=',
  '≥': '>=',
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '=': '=',
} as const satisfies Record<string, Comparator>;

/** `> 2 d 4 h`: a comparator that was typed before the number, and what stands behind it. */
export function typedComparator(text: string): { comparator: Comparator; rest: string } | null {
  const [, sign = '', rest = ''] = /^\s*([<>]=?|[≤≥=])(.*)$/s.exec(text) ?? [];
  return Object.hasOwn(SIGNS, sign) ? { comparator: SIGNS[sign as keyof typeof SIGNS], rest: rest.trim() } : null;
}

/** Thousands may be grouped as any language writes them: a count has no decimals. */
function readInteger(text: string): number | null {
  const plain = /^-?\d{1,3}([,. '’\u00a0\u202f])\d{3}(?:\1\d{3})*$/.test(text) ? text.replace(/[^\d-]/g, '') : text;
  return /^-?\d{1,16}$/.test(plain) ? Number(plain) : null;
}

const PLUS = new RegExp(`,| ${anyParticle('plus')} `, 'g');

/** Also "2d4h", "2 days and 4 hours", "2 Tage und 4 Stunden", "1,204 d" and, by its digits no group, "1,5 h". */
function readDuration(text: string): number | null {
  const spaced = text
    .toLowerCase()
    .replace(/(\d),(?=\d{3}(\D|$))/g, '$1')
    .replace(/(\d)\.(?=\d{3},\d)/g, '$1')
    .replace(/(\d),(?=\d{1,2} ?[a-zäöü])/g, '$1.')
    .replace(/(\d)([a-z])/g, '$1 $2')
    .replace(/([a-z])(\d)/g, '$1 $2')
    .replace(PLUS, ' ');
  return parseDuration(amountInDigits(spaced));
}

/** What a field shows for a number; readNumber of it is the same number. */
export function numberText(key: IntegerKey, value: number): string {
  return isDuration(key) ? formatDuration(value, 4).replaceAll(',', '') : formatPlain(value);
}

/** What a field takes, as an instruction. */
export function numbersAllowed(key: IntegerKey): string {
  const { unit, range } = factsOf(key);
  const [first, last] = range;
  if (unit === 'seconds') return say('editor.use.duration');
  if (unit === 'percent') return say('editor.use.percent', { first, last });
  return first === 0 ? say('editor.use.count') : say('editor.use.number', { last });
}

/** Whether the column can hold the number at all. */
export function isInRange(key: IntegerKey, value: number): boolean {
  const [first, last] = factsOf(key).range;
  return value >= first && value <= last;
}
