import type { Recognised } from '../../../contract/responses/fileDialect';
import type { RawRow } from './rawRow';
import type { CellForm } from './values/textReader';

/** The rows of a file of some format. */
export interface FileRows {
  /** What is known so far. */
  recognised(): Omit<Recognised, 'file' | 'dates' | 'decimal' | 'idPrefix'>;
  form: CellForm;
  /** What is not as it seems, in sentences. */
  notes?: readonly string[];
  batches: AsyncIterable<RawRow[]>;
}
