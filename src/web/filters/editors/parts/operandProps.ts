import type { Filter } from '../../../../contract/query/filters';
import type { FilterDraft } from '../../language/draft/filterDraft';
import type { DraftScope, Problem } from '../../language/draft/readDraft';
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
