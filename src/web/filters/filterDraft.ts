import { COLUMN_IDS, columnOf, isColumnId } from '../../contract/columns';
import { ApiError } from '../../contract/errors';
import { parseFilters } from '../../contract/filterCodec';
import {
  COMPARATORS_OF,
  type Comparator,
  type Filter,
  type FilterKey,
  kindOf,
  OPERANDS_OF,
  type Operand,
} from '../../contract/filters';
import { formatDuration, parseDuration } from '../../contract/format';
import type { Parameter } from '../../contract/queryString';

/** A filter while it is edited: everything as typed, whatever comparator is chosen in the end. */
export interface FilterDraft {
  key: FilterKey;
  comparator: Comparator;
  value: string;
  from: string;
  to: string;
  values: string[];
  orEmpty: boolean;
}

const FIRST_COMPARATOR: Record<ReturnType<typeof kindOf>, Comparator> = {
  enum: 'in',
  computed: 'in',
  text: 'in',
  timestamp: 'between',
  integer: '>=',
};

export function emptyDraft(key: FilterKey): FilterDraft {
  const comparator = key === 'id' ? '=' : FIRST_COMPARATOR[kindOf(key)];
  return { key, comparator, value: '', from: '', to: '', values: [], orEmpty: false };
}

/** Whether numbers of the key are elapsed seconds, typed as "2 d 4 h". */
export function isDuration(key: FilterKey): boolean {
  return isColumnId(key) && columnOf(key).unit === 'seconds';
}

/** The draft that shows a filter; draftToFilter of it gives the same filter. */
export function filterToDraft(filter: Filter): FilterDraft {
  const show = (operand: Operand) => operandText(filter.key, operand);
  return {
    ...emptyDraft(filter.key),
    comparator: filter.comparator,
    ...('value' in filter ? { value: show(filter.value) } : {}),
    ...('from' in filter ? { from: show(filter.from), to: show(filter.to) } : {}),
    ...('values' in filter ? { values: filter.values.map(show) } : {}),
    orEmpty: 'orEmpty' in filter && filter.orEmpty === true,
  };
}

function operandText(key: FilterKey, operand: Operand): string {
  // Without thousands separators, which the duration's reader does not take.
  return typeof operand === 'number' && isDuration(key)
    ? formatDuration(operand, 4).replaceAll(',', '')
    : String(operand);
}

export type DraftResult = { filter: Filter } | { problem: string };

/** Reads a draft with the very parser that reads links, so the form accepts what the server accepts. */
export function draftToFilter(draft: FilterDraft): DraftResult {
  try {
    const [filter] = parseFilters(parametersOf(draft), COLUMN_IDS);
    return filter === undefined ? { problem: 'A value is needed' } : { filter: simplest(filter) };
  } catch (error) {
    if (error instanceof ApiError) return { problem: problemWords(error) };
    throw error;
  }
}

function parametersOf(draft: FilterDraft): Parameter[] {
  const { key, comparator } = draft;
  const at = (part: string, value: string): Parameter => ({ name: `filters[0][${part}]`, value });
  const operand = (text: string) => (isDuration(key) ? durationText(text) : text.trim());
  const operands = {
    value: [at('value', comparator === 'contains' ? draft.value : operand(draft.value))],
    range: [at('from', operand(draft.from)), at('to', operand(draft.to))],
    values: draft.values.map((value) => ({
      name: 'filters[0][values][]',
      value: isDuration(key) ? durationText(value) : value,
    })),
    none: [],
  }[OPERANDS_OF[comparator]];
  const orEmpty = draft.orEmpty && takesOrEmpty(draft) ? [at('orEmpty', '1')] : [];
  return [at('key', key), at('comparator', comparator), ...operands, ...orEmpty];
}

/** Seconds as digits where the text is a duration; anything else goes on as it is, to be refused in words. */
function durationText(text: string): string {
  const seconds = parseDuration(text);
  return seconds === null ? text.trim() : String(seconds);
}

/** One chosen value reads and links better as "is". */
function simplest(filter: Filter): Filter {
  if (filter.comparator === 'in' && filter.values.length === 1) {
    const [value] = filter.values;
    if (value !== undefined) return { key: filter.key, comparator: '=', value };
  }
  return filter;
}

export function takesOrEmpty({ key, comparator }: Pick<FilterDraft, 'key' | 'comparator'>): boolean {
  return (comparator === '!=' || comparator === 'notIn') && kindOf(key) !== 'computed';
}

export function comparatorsFor(key: FilterKey): readonly Comparator[] {
  return COMPARATORS_OF[kindOf(key)];
}

function problemWords({ message, details }: ApiError): string {
  const words = message.replace(/^filters\[0\]\[(\w+)\](\[\])? is (missing|empty)$/, 'A value is needed');
  const { allowed } = details;
  if (allowed === undefined || words === 'A value is needed') return words;
  return `${words}. Allowed: ${typeof allowed === 'string' ? allowed : allowed.join(', ')}`;
}
