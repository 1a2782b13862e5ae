import { choicesOf, type Filter, kindOf, OPERANDS_OF } from '../../contract/filters';
import { ChoiceList } from './ChoiceList';
import type { FilterDraft } from './filterDraft';
import type { LoadValues } from './loadValues';
import { NumberEditor } from './NumberEditor';
import { TextEditor } from './TextEditor';
import { TimeEditor } from './TimeEditor';

export interface OperandProps {
  draft: FilterDraft;
  change(part: Partial<FilterDraft>): void;
  otherFilters: readonly Filter[];
  asOf: string;
  loadValues: LoadValues;
  /** Applies a filter at once: a quick range needs no second click. */
  onQuick(filter: Filter): void;
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
