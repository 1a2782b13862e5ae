import type { StoredColumnId } from '../../../contract/columns/columns';
import type { WordTable } from './theirWords';

/** A helpdesk's own export. */
export interface Preset {
  /** The product, as people call it. */
  readonly name: string;
  /** Sets of names, blanks and case aside: a file that has all of one set is its export. */
  readonly headers: readonly (readonly string[])[];
  /** Names that go before a column's own, which is of the database there. */
  readonly overrides?: { readonly [Id in StoredColumnId]?: string };
  /** Its names of the columns; of several the first one that the file has. */
  readonly names: { readonly [Id in StoredColumnId]?: readonly string[] };
  /** Names that look like a column's and are none: the address of the customer is not that of the agent. */
  readonly others?: readonly string[];
  /** Words that mean something else elsewhere, or nothing. */
  readonly words?: WordTable;
  /** Whether blanks stand between its tags. */
  readonly hasBlanksBetweenTags?: true;
}
