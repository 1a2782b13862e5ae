import { OPERANDS_OF } from '../../../../contract/query/comparators';
import { choicesOf, type Filter, type FilterKey, isTagsKey, kindOf } from '../../../../contract/query/filters';
import { makeFilter } from '../../../../contract/query/makeFilter';
import { parseRelative, resolveBound } from '../../../../contract/time/timeBounds';
import { canonicalFilter } from '../draft/canonicalFilter';
import type { Compared } from '../draft/comparedWays';
import { emptyDraft, type FilterDraft } from '../draft/filterDraft';
import { operandOf } from '../draft/operandText';
import { checkDraft } from '../draft/readDraft';
import { anyOf, anyParticle, BETWEEN_SEVERAL, formsIn } from '../grammar/grammars';
import { findRange } from '../time/quickRanges';
import { boundText, isMonth, monthOf } from '../time/timeText';
import { amountInDigits, timeInWords } from '../time/timeWords';
import { liesAhead } from '../time/yearFor';
import { type Extent, freeText, listed, valuesOf } from './parseValues';
import type { PhraseScope } from './phraseScope';

/** The filter of a column, a comparator and an operand in words; null where the words are no operand. */
export function filterOf(key: FilterKey, compared: Compared, extent: Extent, scope: PhraseScope): Filter | null {
  const wanted = scope.isNear === true && extent !== 'whole' ? 'near' : extent;
  const draft = draftOf(key, compared, wanted, scope);
  if (draft === null) return null;
  const result = checkDraft(draft, scope);
  if (!('filter' in result)) return null;
  const filter = canonicalFilter(result.filter);
  return isTagsKey(key) ? ofSingleTags(key, filter) : filter;
}

/** A tag that is said is one of several of a ticket. Null where it must not be among them, which no filter asks. */
function ofSingleTags(key: FilterKey, filter: Filter): Filter | null {
  switch (filter.comparator) {
    case '=':
      return makeFilter(key, 'includes', [filter.value]);
    case 'in':
      return makeFilter(key, 'includes', filter.values);
    case '!=':
    case 'notIn':
      return null;
    default:
      return filter;
  }
}

/** A few letters begin too many words. */
export function isTimePhrase(text: string): boolean {
  return (
    text.length >= 4 ||
    /^(?:q[1-4]|h[12]|w\d{1,2}|[ymwq]td|eo[dwmqy]|cob|mon|tue|wed|thu|fri|sat|sun|\d{1,3} ?[a-z]{1,2})$/i.test(text) ||
    isMonth(timeInWords(text.toLowerCase()))
  );
}

function draftOf(
  key: FilterKey,
  { comparator, operand: said }: Compared,
  extent: Extent,
  scope: PhraseScope,
): FilterDraft | null {
  const draft = { ...emptyDraft(key), comparator };
  const operands = OPERANDS_OF[comparator];
  const operand = kindOf(key) === 'integer' ? amountInDigits(said) : said;
  if (operands === 'none') return operand === '' ? draft : null;
  if (operand === '') return null;
  if (operands === 'range') {
    const isDays = kindOf(key) === 'timestamp' && EITHER.test(operand) && !IS_CLOCK.test(timeInWords(operand));
    const range = rangeDraft(draft, operand, scope);
    return range === null && isDays ? draftOf(key, { comparator: 'in', operand }, extent, scope) : range;
  }
  const isChosen = choicesOf(key) !== undefined || kindOf(key) === 'text';
  if (isChosen && ['=', '!=', 'in', 'notIn'].includes(comparator)) {
    const values = valuesOf(key, operand, extent, scope.known);
    if (values === null) return null;
    const [value = '', second] = values;
    if (operands === 'values') return { ...draft, values };
    return second === undefined ? { ...draft, value } : null;
  }
  const unit = kindOf(key) === 'timestamp' && comparator === '!=' ? unitText(key, operand, scope) : undefined;
  if (unit !== undefined) return { ...draft, value: unit };
  const values = operands === 'value' ? singleOperand(key, operand) : listed(operand);
  if (values.length === 0 || values.some((each) => operandOf(key, each, comparator, scope) === null)) return null;
  // "On 12 Oct at 2 pm" is no one second.
  if (kindOf(key) === 'timestamp' && ['=', '!='].includes(comparator) && IS_CLOCK.test(timeInWords(operand)))
    return null;
  const [value = ''] = values;
  return operands === 'value' ? { ...draft, value } : { ...draft, values: [...values] };
}

/** "October" as the month that it is, counted from now: all of a unit can be left out, and no range of days. */
function unitText(key: FilterKey, operand: string, { asOf, dayOrder }: PhraseScope): string | undefined {
  const range = isTimePhrase(operand) ? findRange(operand, asOf, key, dayOrder) : null;
  const [first, last] = [resolveBound(range?.from ?? '', asOf)?.first, resolveBound(range?.to ?? '', asOf)?.last];
  const bounds = ['w', 'M', 'Q', 'y'].flatMap((unit) =>
    Array.from({ length: 99 }, (_, at) => at - 12).map((back) => {
      const side = back < 0 ? '+' : '-';
      return `now${back === 0 ? '' : side + Math.abs(back) + unit}/${unit}`;
    }),
  );
  return bounds.find((bound) => {
    const whole = first === undefined ? null : resolveBound(bound, asOf);
    return whole !== null && whole.first === first && whole.last === last;
  });
}

/** "Monday or Friday" is no range. */
const EITHER = new RegExp(` ${BETWEEN_SEVERAL} `, 'iu');
const IS_CLOCK = /[ T]\d{1,2}(?::\d\d)?(?: ?[ap]m)?$/i;

const PLUS = new RegExp(` ${anyParticle('plus')} `, 'i');

/** Empty for more than one: "2 d, 3 d" is not 5 d. */
function singleOperand(key: FilterKey, operand: string): readonly string[] {
  const text = kindOf(key) === 'text' ? freeText(operand) : operand;
  return text === null || (kindOf(key) === 'integer' && listed(text).length > 1 && !PLUS.test(text)) ? [] : [text];
}

const NUMBER_ENDS = new RegExp(
  `^(.+?) ${anyOf(formsIn(({ particles }) => particles.to).concat('–', '-'))} (.+)$`,
  'iu',
);

/** A range by name, or its two ends. */
function rangeDraft(draft: FilterDraft, operand: string, scope: PhraseScope): FilterDraft | null {
  if (kindOf(draft.key) === 'timestamp') return timeDraft(draft, operand, scope);
  const [, from, to] = NUMBER_ENDS.exec(operand) ?? [];
  if (from === undefined || to === undefined) return null;
  // "Between 1 and 3 days" is from 1 day on.
  const [, unit = ''] = /^\d+ (\p{L}+)$/u.exec(to) ?? [];
  const ends = [/^\d+$/.test(from) ? `${from} ${unit}`.trim() : from, to] as const;
  const areRead = ends.every((end) => operandOf(draft.key, end, draft.comparator, scope) !== null);
  return areRead ? { ...draft, from: ends[0], to: ends[1] } : null;
}

/** "3 days ago" is a day there; "3 days" may be past or to come, and "last 3" may become "last 30 days". */
function timeDraft(draft: FilterDraft, operand: string, scope: PhraseScope): FilterDraft | null {
  const words = timeInWords(operand);
  const isDate = monthOf(AMOUNT_ALONE.exec(words)?.[1] ?? '') > 0;
  const from = AMOUNT_ALONE.test(words) && !isDate && liesAhead(draft.key) ? `next ${words}` : operand;
  if (!isTimePhrase(operand) || (!isDate && IS_HALF_A_RANGE.test(timeInWords(from)))) return null;
  const isDay = words.endsWith(' ago') || (liesAhead(draft.key) && words.endsWith(' from now'));
  const bound = isDay ? boundText(operand, { ...scope, key: draft.key }) : '';
  const ago = parseRelative(bound);
  if (ago !== null) return { ...draft, from: `${bound}/${ago.unit}`, to: `${bound}/${ago.unit}` };
  const range = findRange(from, scope.asOf, draft.key, scope.dayOrder);
  return range === null ? null : { ...draft, from: range.from, to: range.to };
}

const AMOUNT_ALONE = /^\d+ ?([a-z]+)$/i;
const IS_HALF_A_RANGE = /^(?:\d+ ?[a-z]+|(?:last|this|next)(?: \d*)?)$/i;
