import { type Comparator, goesWithOrEmpty, OPERANDS_OF } from '../../../../contract/query/comparators';
import {
  choicesOf,
  comparatorsOf,
  type Filter,
  type FilterKey,
  isTagsKey,
  keepsEmpty,
  kindOf,
  type Operand,
} from '../../../../contract/query/filters';
import { typedComparator } from './numberText';
import { operandText } from './operandText';
import { isIdentifier, isRequired } from './traits';

/** A filter while it is edited: everything as typed, whatever comparator is chosen in the end. */
export interface FilterDraft {
  key: FilterKey;
  comparator: Comparator;
  value: string;
  from: string;
  to: string;
  values: string[];
  /** Typed beside `values` and not yet one of them. */
  typed: string;
  orEmpty: boolean;
}

export function emptyDraft(key: FilterKey): FilterDraft {
  const [comparator] = comparatorsFor(key);
  return { key, comparator: comparator ?? '=', value: '', from: '', to: '', values: [], typed: '', orEmpty: false };
}

/** The draft that shows a filter; readDraft of it is the same filter. */
export function filterToDraft(filter: Filter): FilterDraft {
  const show = (operand: Operand) => operandText(filter.key, operand);
  return {
    ...emptyDraft(filter.key),
    comparator: filter.comparator,
    ...('value' in filter ? { value: show(filter.value) } : {}),
    ...('from' in filter ? { from: show(filter.from), to: show(filter.to) } : {}),
    ...('values' in filter ? { values: filter.values.map(show) } : {}),
    orEmpty: keepsEmpty(filter),
  };
}

/** The draft in which an existing filter is edited: "is chat" opens as a list, so that a second value is one click. */
export function editedDraft(filter: Filter): FilterDraft {
  const draft = filterToDraft(filter);
  return isPickedFromList(filter.key) ? withComparator(draft, LIST_OF[filter.comparator] ?? filter.comparator) : draft;
}

const LIST_OF: Partial<Record<Comparator, Comparator>> = { '=': 'in', '!=': 'notIn' };

function isPickedFromList(key: FilterKey): boolean {
  return kindOf(key) === 'text' || choicesOf(key) !== undefined;
}

/** Another comparator keeps what was typed, wherever the new one has a place for it. */
export function withComparator(draft: FilterDraft, comparator: Comparator): FilterDraft {
  const values = operandsTyped(draft);
  const [first = '', second = ''] = values;
  switch (OPERANDS_OF[comparator]) {
    case 'value':
      return { ...draft, comparator, typed: '', value: first };
    case 'range':
      return { ...draft, comparator, typed: '', from: first, to: second };
    case 'values':
      return { ...draft, comparator, typed: '', values };
    case 'none':
      return { ...draft, comparator };
  }
}

function operandsTyped(draft: FilterDraft): string[] {
  const typed = {
    value: [draft.value || draft.typed],
    range: [draft.from, draft.to],
    values: [...draft.values, draft.typed],
    // Nothing can have been typed there; what stood before is still in its fields.
    none: [draft.value || draft.values[0] || draft.from, draft.to],
  }[OPERANDS_OF[draft.comparator]];
  // The comparator that is chosen last counts, not the one that was typed before a number.
  const numbers = kindOf(draft.key) === 'integer';
  return typed.map((text) => (numbers ? (typedComparator(text)?.rest ?? text) : text)).filter((text) => text !== '');
}

/** Comparators of a key, the ones most wanted first. */
const COMPARATOR_ORDER: Record<ReturnType<typeof kindOf>, readonly Comparator[]> = {
  enum: ['in', 'notIn', '=', '!='],
  computed: ['in', 'notIn', '=', '!='],
  text: ['in', 'notIn', 'contains', '=', '!='],
  timestamp: ['between', '=', '<', '<=', '>', '>='],
  integer: ['>=', '>', '<=', '<', 'between', '='],
};

function firstComparators(key: FilterKey): readonly Comparator[] {
  if (isTagsKey(key)) return ['includes', 'contains'];
  return isIdentifier(key) ? ['=', 'in'] : COMPARATOR_ORDER[kindOf(key)];
}

/** @param current stays on offer, however it came there. */
export function comparatorsFor(key: FilterKey, current?: Comparator): readonly Comparator[] {
  const first: readonly Comparator[] = firstComparators(key);
  const all = [...new Set<Comparator>([...first, ...comparatorsOf(key)])];
  // Whether a required column is empty is no question.
  return all.filter((each) => each === current || !isRequired(key) || !['isEmpty', 'isNotEmpty'].includes(each));
}

export function takesOrEmpty({ key, comparator }: Pick<FilterDraft, 'key' | 'comparator'>): boolean {
  return goesWithOrEmpty(comparator) && !isRequired(key);
}
