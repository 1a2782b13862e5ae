import type { Filter } from '../../../../contract/query/filters';
import type { FilterDraft } from '../../language/draft/filterDraft';
import type { DraftField, DraftScope, Problem } from '../../language/draft/readDraft';
import type { LoadValues } from './loadValues';

/** What every editor of a filter's operands is given. */
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

/** What the field of one typed operand is given. */
export interface OperandFieldProps
  extends Pick<OperandProps, 'draft' | 'change' | 'problem' | 'wasTried' | 'autoFocus'> {
  field: Exclude<DraftField, 'values'>;
  label: string;
}

/** Of these, what OperandField takes: the operand as it is in the draft, and the way back into it. */
export function fieldOfDraft({ field, label, draft, change, problem, wasTried, autoFocus }: OperandFieldProps) {
  const onText = (text: string) => change({ [field]: text });
  return { field, label, text: draft[field], onText, problem, wasTried, autoFocus };
}
