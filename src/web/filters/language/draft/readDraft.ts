import { COLUMN_IDS, isColumnId } from '../../../../contract/columns/columns';
import { ApiError } from '../../../../contract/errors';
import { formatFilters, parseFilters } from '../../../../contract/query/filterCodec';
import {
  choicesOf,
  type Filter,
  type FilterKey,
  kindOf,
  OPERANDS_OF,
  type Operand,
} from '../../../../contract/query/filters';
import { resolveBound } from '../../../../contract/time/timeBounds';
import { FIRST_YEAR, LAST_YEAR } from '../../../../contract/time/wallTime';
import { findRange } from '../time/quickRanges';
import type { FilterDraft } from './filterDraft';
import { isInRange, numbersAllowed, typedComparator } from './numberText';
import { allowedWords, operandOf, operandText } from './operandText';

/** What was typed, read as a filter, or why it is none. */

export type DraftField = 'value' | 'from' | 'to' | 'values';

export interface Problem {
  field: DraftField;
  /** What to do, naming what is allowed. */
  message: string;
  /** Only `wrong` is a mistake: the others say what is still to be done. */
  kind: 'missing' | 'unconfirmed' | 'wrong';
}

export type DraftResult = { filter: Filter } | { problem: Problem };

/** What a draft is read against. */
export interface DraftScope {
  /** Wall time that relative bounds count from. */
  asOf: string;
  /** A query has a limit for all its values together. */
  otherFilters: readonly Filter[];
}

/** Leaves the reading of a draft at the first problem; readDraft catches it. */
class DraftProblem extends Error {
  readonly problem: Problem;

  constructor(field: DraftField, message: string, kind: Problem['kind'] = 'wrong') {
    super(message);
    this.problem = { field, message, kind };
  }
}

/** Whatever the contract's own parser accepts, so that every filter of a link can be edited. */
export function readDraft(draft: FilterDraft, scope: DraftScope): DraftResult {
  try {
    const filter = filterOf(asTyped(draft, scope.asOf));
    refuseOutside(draft, filter, scope.asOf);
    refuseBackwards(filter, scope.asOf);
    // Its limits count over all filters; its grammar is the last word.
    parseFilters(formatFilters([...scope.otherFilters, filter]), COLUMN_IDS);
    return { filter };
  } catch (error) {
    if (error instanceof DraftProblem) return { problem: error.problem };
    if (error instanceof ApiError) return { problem: refusal(draft, error) };
    throw error;
  }
}

/** Stricter than readDraft: also refuses numbers that the column cannot hold. */
export function checkDraft(draft: FilterDraft, scope: DraftScope): DraftResult {
  const result = readDraft(draft, scope);
  if ('problem' in result || !isColumnId(draft.key)) return result;
  for (const [field, operand] of fieldsOf(result.filter)) {
    if (typeof operand === 'number' && !isInRange(draft.key, operand)) {
      return { problem: { field, message: numbersAllowed(draft.key), kind: 'wrong' } };
    }
  }
  return result;
}

function fieldsOf(filter: Filter): [DraftField, Operand][] {
  if ('values' in filter) return filter.values.map((value) => ['values', value]);
  if ('from' in filter) {
    return [
      ['from', filter.from],
      ['to', filter.to],
    ];
  }
  return 'value' in filter ? [['value', filter.value]] : [];
}

/** What was typed says more than its field: a comparator before a number, a range in the place of its start. */
function asTyped(draft: FilterDraft, asOf: string): FilterDraft {
  const { key, comparator, value, from, to } = draft;
  const operands = OPERANDS_OF[comparator];
  if (kindOf(key) === 'integer' && operands === 'value') {
    const typed = typedComparator(value);
    return typed === null ? draft : { ...draft, comparator: typed.comparator, value: typed.rest };
  }
  const range =
    kindOf(key) === 'timestamp' && operands === 'range' && to.trim() === '' ? findRange(from, asOf, key) : null;
  return range === null ? draft : { ...draft, from: range.from, to: range.to };
}

function filterOf(draft: FilterDraft): Filter {
  const { key, comparator } = draft;
  const orEmpty = draft.orEmpty ? { orEmpty: true as const } : {};
  const read = (field: 'value' | 'from' | 'to') => readOperand(key, draft[field], field);
  refuseTyped(draft);
  switch (comparator) {
    case 'isEmpty':
    case 'isNotEmpty':
      return { key, comparator };
    case 'between':
      return { key, comparator, from: read('from'), to: read('to') };
    case 'in':
      return { key, comparator, values: readValues(draft) };
    case 'notIn':
      return { key, comparator, values: readValues(draft), ...orEmpty };
    case '!=':
      return { key, comparator, value: read('value'), ...orEmpty };
    default:
      return { key, comparator, value: read('value') };
  }
}

/** Text that was typed and not taken over is neither dropped nor guessed at. */
function refuseTyped({ key, comparator, typed }: FilterDraft): void {
  const operands = OPERANDS_OF[comparator];
  if (typed.trim() === '' || (operands !== 'value' && operands !== 'values')) return;
  const field = operands === 'value' ? 'value' : 'values';
  if (operandOf(key, typed) === null) throw new DraftProblem(field, allowedWords(key));
  throw new DraftProblem(field, 'Add the text with Enter, or clear it', 'unconfirmed');
}

function readValues({ key, values }: FilterDraft): Operand[] {
  if (values.length === 0) {
    throw new DraftProblem('values', choicesOf(key) === undefined ? 'Enter a value' : 'Choose at least one', 'missing');
  }
  return values.map((text) => readOperand(key, text, 'values'));
}

function readOperand(key: FilterKey, text: string, field: DraftField): Operand {
  if (text === '' || (kindOf(key) !== 'text' && text.trim() === '')) {
    throw new DraftProblem(field, choicesOf(key) === undefined ? MISSING[field] : 'Choose one', 'missing');
  }
  const operand = operandOf(key, text);
  if (operand === null) throw new DraftProblem(field, allowedWords(key));
  return operand;
}

const MISSING: Record<DraftField, string> = {
  value: 'Enter a value',
  values: 'Enter a value',
  from: 'Enter where it starts',
  to: 'Enter where it ends',
};

/** Years that the store cannot hold, by themselves or counted from now. */
function refuseOutside(draft: FilterDraft, filter: Filter, asOf: string): void {
  if (kindOf(draft.key) !== 'timestamp') return;
  for (const [field, operand] of fieldsOf(filter)) {
    if (resolveBound(String(operand), asOf) === null) {
      throw new DraftProblem(field, `Use a time in the years ${FIRST_YEAR} to ${LAST_YEAR}`);
    }
  }
}

/** A range that ends before it starts holds nothing; the parser compares text, in an order that few people know. */
function refuseBackwards(filter: Filter, asOf: string): void {
  if (filter.comparator !== 'between' || kindOf(filter.key) === 'text') return;
  const { from, to } = filter;
  const first = typeof from === 'number' ? from : resolveBound(from, asOf)?.first;
  const last = typeof to === 'number' ? to : resolveBound(to, asOf)?.last;
  if (first !== undefined && last !== undefined && first > last) {
    throw new DraftProblem(
      'to',
      `Ends before it starts: use ${operandText(filter.key, from)} or ${typeof from === 'number' ? 'more' : 'later'}`,
    );
  }
}

/** In the parser's words; only limits are left for it to refuse. */
function refusal({ comparator }: FilterDraft, { message, details }: ApiError): Problem {
  const field = { value: 'value', range: 'to', values: 'values', none: 'value' } as const;
  const allowed = details.allowed === undefined ? '' : `: ${String(details.allowed)}`;
  return { field: field[OPERANDS_OF[comparator]], message: `${message}${allowed}`, kind: 'wrong' };
}
