import { choicesOf, type Filter, kindOf, OPERANDS_OF } from '../../../contract/query/filters';
import type { FilterDraft } from '../language/draft/filterDraft';
import type { DraftScope, Problem } from '../language/draft/readDraft';
import { TimeEditor } from './time/TimeEditor';
import { ChoiceList } from './values/ChoiceList';
import type { LoadValues } from './values/loadValues';
import { NumberEditor } from './values/NumberEditor';
import { TextEditor } from './values/TextEditor';

export interface OperandProps {
  draft: FilterDraft;
  change(part: Partial<FilterDraft>): void;
  problem: Problem | null;
  /** Apply was pressed: whatever is wrong is marked now. */
  wasTried: boolean;
  scope: DraftScope;
  loadValues: LoadValues;
  autoFocus: boolean;
  /** Applies a filter at once: a quick range needs no second click. */
  onApply(filter: Filter): void;
  /** Applies what is drafted. */
  onSubmit(): void;
}

/** The editor that fits the column's kind and the comparator's operands. */
export function OperandEditor(props: OperandProps) {
  const { key, comparator } = props.draft;
  if (OPERANDS_OF[comparator] === 'none') return null;
  if (choicesOf(key) !== undefined) return <ChoiceList {...props} />;
  switch (kindOf(key)) {
    case 'timestamp':
      return <TimeEditor {...props} />;
    case 'integer':
      return <NumberEditor {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}
