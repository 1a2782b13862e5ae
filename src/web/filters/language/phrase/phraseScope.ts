import type { ColumnId } from '../../../../contract/columns/columns';
import type { DraftScope } from '../draft/readDraft';
import type { NamedColumns } from './parseValues';

/** What words are read against. */
export interface PhraseScope extends DraftScope {
  visible: readonly ColumnId[];
  known: NamedColumns;
  /** The viewer's email address: "my tickets". */
  me: string;
  /** Whether values are also looked for that differ by one letter. */
  isNear?: boolean;
}
