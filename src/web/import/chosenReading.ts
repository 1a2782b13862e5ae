import type { ColumnMapping, Wording } from '../../contract/columns/columnMapping';
import type { Dialect } from '../../contract/responses/fileDialect';

/** What is chosen for an upload. */
export interface ChosenReading {
  /** Undefined while it is the suggested one. */
  mapping?: ColumnMapping;
  /** What the files' words mean; those that are not said have their suggested meaning. */
  wording: Wording;
  /** What is said instead of what is recognised. */
  dialect: Dialect;
}

export const NOTHING_CHOSEN: ChosenReading = { wording: { suggest: true }, dialect: {} };
