import type { Dialect } from '../../../contract/responses/fileDialect';
import type { ObjectForm } from './recognise/jsonForm';
import type { WholeEncoding } from './recognise/wholeEncoding';
import { ValueFacts } from './values/valueFacts';

/** What is known of a file while it is imported: said by its sender, or decided by the whole of it. Kept when it is read again. */
export class FileState {
  readonly dialect: Dialect;
  readonly facts: ValueFacts;
  /** Decided by all bytes. */
  wholeEncoding: WholeEncoding | undefined;
  /** What it is, of a text that begins with an object. */
  objectForm: ObjectForm | undefined;

  constructor(dialect: Dialect = {}) {
    this.dialect = dialect;
    this.facts = new ValueFacts(dialect);
  }
}
