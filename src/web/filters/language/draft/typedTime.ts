import { type Comparator, OPERANDS_OF } from '../../../../contract/query/comparators';
import { type FilterKey, kindOf } from '../../../../contract/query/filters';
import { isBound, resolveBound } from '../../../../contract/time/timeBounds';
import { findRange, momentText } from '../time/quickRanges';
import { comparedWays } from './comparedWays';
import type { FilterDraft } from './filterDraft';
import type { OperandScope } from './operandText';

/**
 * The draft that a time says which was typed into one field, in the finder's words: "October" is a range, and "since
 * 1 Oct" is a comparator as well, whatever the list above says. Null for a time that says no more than its field.
 */
export function typedTime(draft: FilterDraft, scope: OperandScope): FilterDraft | null {
  const { key, comparator, value, from, to } = draft;
  if (kindOf(key) !== 'timestamp') return null;
  switch (OPERANDS_OF[comparator]) {
    case 'range':
      return to.trim() === '' ? (rangeIn(draft, from, scope) ?? comparedIn(draft, from, scope)) : null;
    case 'value': {
      if (value.trim() === '' || isTime(key, value, comparator, scope)) return null;
      const range = comparator === '=' ? rangeIn(draft, value, scope) : null;
      // A day that there is not is refused where it was typed.
      if (range !== null) return resolveBound(range.from, scope.asOf) === null ? null : range;
      return comparedIn(draft, value, scope);
    }
    default:
      return null;
  }
}

function isTime(key: FilterKey, text: string, comparator: Comparator, scope: OperandScope): boolean {
  return isBound(momentText(text, comparator, { ...scope, key }));
}

function rangeIn(draft: FilterDraft, text: string, { asOf, dayOrder }: OperandScope): FilterDraft | null {
  const range = findRange(text, asOf, draft.key, dayOrder);
  return range === null ? null : { ...draft, comparator: 'between', from: range.from, to: range.to };
}

/** The last way of all has no words for its comparator. */
function comparedIn(draft: FilterDraft, text: string, scope: OperandScope): FilterDraft | null {
  for (const { comparator, operand } of comparedWays(draft.key, text.trim()).slice(0, -1)) {
    const operands = OPERANDS_OF[comparator];
    const range = operands === 'range' ? rangeIn(draft, operand, scope) : null;
    if (range !== null) return range;
    if (operands === 'value' && isTime(draft.key, operand, comparator, scope)) {
      return { ...draft, comparator, value: operand };
    }
  }
  return null;
}
