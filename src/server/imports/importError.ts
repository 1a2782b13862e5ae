import type { FileQuestion } from '../../contract/responses/fileDialect';

/** A file that cannot be imported at all; the message is for its sender. Nothing of it is stored. */
export class ImportError extends Error {}

/** Bytes that are no UTF-8 where text in UTF-8 was expected. */
export class NotUtf8Error extends ImportError {}

/** Thrown by whoever has read enough of a file, which is no failure. */
export class EnoughRead extends Error {}

/** The file can mean two things, and its sender has to say which. */
export class OpenQuestion extends ImportError {
  readonly question: FileQuestion;

  constructor(question: FileQuestion) {
    super(question.message);
    this.question = question;
  }
}

/** Thrown on meeting what only the whole of a file decides: it is looked through, and read again from its beginning. */
export class Undecided extends Error {
  readonly what: FileQuestion['parameter'] | 'unit' | 'midnight';

  constructor(what: FileQuestion['parameter'] | 'unit' | 'midnight') {
    super(`${what} is not decided yet`);
    this.what = what;
  }
}

/** With the flags that answer it: "... can have the day or the month first: --dates dmy or --dates mdy". */
export function describeQuestion({ parameter, allowed, message }: FileQuestion): string {
  return `${message}: ${allowed.map((value) => `--${parameter} ${value}`).join(' or ')}`;
}
