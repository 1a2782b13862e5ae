import { COLUMN_IDS } from '../../../../contract/columns/columns';
import { ApiError } from '../../../../contract/errors';
import { type Comparator, OPERANDS_OF } from '../../../../contract/query/comparators';
import { formatFilters, parseFilters } from '../../../../contract/query/filterCodec';
import {
  choicesOf,
  type Filter,
  type FilterKey,
  filterLimitError,
  isFilterOf,
  kindOf,
  MAX_VALUES,
  type Operand,
  type Ordered,
  sizeOf,
} from '../../../../contract/query/filters';
import { buildFilter, type OperandSource } from '../../../../contract/query/makeFilter';
import { say } from '../../../../contract/texts/texts';
import { resolveBound } from '../../../../contract/time/timeBounds';
import { FIRST_YEAR, LAST_YEAR } from '../../../../contract/time/wallTime';
import type { FilterDraft } from './filterDraft';
import { isInRange, numbersAllowed, typedComparator } from './numberText';
import { describeAllowed, numberOf, type OperandScope, operandOf, operandText, textOf } from './operandText';
import { typedTime } from './typedTime';

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
export interface DraftScope extends OperandScope {
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
    const filter = filterOf(asTyped(draft, scope), scope);
    refuseOutside(filter, scope.asOf);
    refuseBackwards(filter, scope.asOf);
    // Its limits count over all filters; its grammar is the last word.
    parseFilters(formatFilters([...scope.otherFilters, filter]), COLUMN_IDS);
    return { filter };
  } catch (error) {
    if (error instanceof DraftProblem) return { problem: error.problem };
    if (error instanceof ApiError) return { problem: refusal(draft, scope, error) };
    throw error;
  }
}

/** Stricter than readDraft: also refuses numbers that the column cannot hold. */
export function checkDraft(draft: FilterDraft, scope: DraftScope): DraftResult {
  const result = readDraft(draft, scope);
  if ('problem' in result || !isFilterOf(result.filter, 'integer')) return result;
  const { key } = result.filter;
  const [outside] = fieldsOf(result.filter).find(([, operand]) => !isInRange(key, operand)) ?? [];
  if (outside === undefined) return result;
  return { problem: { field: outside, message: numbersAllowed(key), kind: 'wrong' } };
}

/** Every operand with the field that it was typed in. */
function fieldsOf<V>(filter: Ordered<FilterKey, V>): [DraftField, V][] {
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
function asTyped(draft: FilterDraft, scope: OperandScope): FilterDraft {
  const { key, comparator, value } = draft;
  const operands = OPERANDS_OF[comparator];
  if (kindOf(key) === 'integer' && operands === 'value') {
    const typed = typedComparator(value);
    return typed === null ? draft : { ...draft, comparator: typed.comparator, value: typed.rest };
  }
  return typedTime(draft, scope) ?? draft;
}

function filterOf(draft: FilterDraft, scope: OperandScope): Filter {
  const { key, comparator } = draft;
  refuseTyped(draft, scope);
  const readText: ReadText<string> = (each, text, field) => textOf(each, text, ENDS[field] ?? comparator, scope);
  const sources = { numbers: sourceOf(draft, numberOf), texts: sourceOf(draft, readText) };
  const filter = buildFilter(key, comparator, sources, draft.orEmpty ? { orEmpty: true } : {});
  if (filter === undefined) throw new Error(`"${comparator}" is not offered for ${key}`);
  return filter;
}

/** "October" is its first day where a range starts, and its last where it ends. */
const ENDS: Partial<Record<DraftField, Comparator>> = { from: '>=', to: '<=' };

type ReadText<V> = (key: FilterKey, text: string, field: DraftField) => V | null;

function sourceOf<V extends Operand>(draft: FilterDraft, read: ReadText<V>): OperandSource<V> {
  const { key, values } = draft;
  return {
    one: (part) => readOperand(key, draft[part], part, read),
    list: () => {
      if (values.length > 0) return values.map((text) => readOperand(key, text, 'values', read));
      const message = say(choicesOf(key) === undefined ? 'editor.missing.value' : 'editor.chooseSome');
      throw new DraftProblem('values', message, 'missing');
    },
  };
}

/** Text that was typed and not taken over is neither dropped nor guessed at. */
function refuseTyped({ key, comparator, typed }: FilterDraft, scope: OperandScope): void {
  const operands = OPERANDS_OF[comparator];
  if (typed.trim() === '' || (operands !== 'value' && operands !== 'values')) return;
  const field = operands === 'value' ? 'value' : 'values';
  if (operandOf(key, typed, comparator, scope) === null) throw new DraftProblem(field, describeAllowed(key));
  throw new DraftProblem(field, say('editor.addTyped'), 'unconfirmed');
}

function readOperand<V>(key: FilterKey, text: string, field: DraftField, read: ReadText<V>): V {
  if (text === '' || (kindOf(key) !== 'text' && text.trim() === '')) {
    throw new DraftProblem(field, say(choicesOf(key) === undefined ? MISSING[field] : 'editor.chooseOne'), 'missing');
  }
  const operand = read(key, text, field);
  if (operand === null) throw new DraftProblem(field, describeAllowed(key));
  return operand;
}

const MISSING = {
  value: 'editor.missing.value',
  values: 'editor.missing.value',
  from: 'editor.missing.from',
  to: 'editor.missing.to',
} as const satisfies Record<DraftField, string>;

/** Years that the store cannot hold, by themselves or counted from now. */
function refuseOutside(filter: Filter, asOf: string): void {
  if (!isFilterOf(filter, 'timestamp')) return;
  for (const [field, bound] of fieldsOf(filter)) {
    if (resolveBound(bound, asOf) === null) {
      throw new DraftProblem(field, say('editor.years', { first: String(FIRST_YEAR), last: String(LAST_YEAR) }));
    }
  }
}

/** A range that ends before it starts holds nothing; the parser compares text, in an order that few people know. */
function refuseBackwards(filter: Filter, asOf: string): void {
  if (filter.comparator !== 'between') return;
  if (isFilterOf(filter, 'integer') && filter.from > filter.to) {
    throw new DraftProblem('to', say('editor.backwards.number', { from: operandText(filter.key, filter.from) }));
  }
  if (!isFilterOf(filter, 'timestamp')) return;
  const [first, last] = [resolveBound(filter.from, asOf)?.first, resolveBound(filter.to, asOf)?.last];
  if (first !== undefined && last !== undefined && first > last) {
    throw new DraftProblem('to', say('editor.backwards.time', { from: filter.from }));
  }
}

/** Only limits are left for the parser to refuse. */
function refusal({ comparator }: FilterDraft, { otherFilters }: DraftScope, { message }: ApiError): Problem {
  const field = { value: 'value', range: 'to', values: 'values', none: 'value' } as const;
  const { filters, values } = sizeOf(otherFilters);
  const limit =
    filterLimitError({ filters: filters + 1, values }) ?? filterLimitError({ filters, values: MAX_VALUES + 1 });
  return { field: field[OPERANDS_OF[comparator]], message: limit?.advice ?? message, kind: 'wrong' };
}
