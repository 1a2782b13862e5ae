/**
 * The comment of the ticket table: where the tickets are from, and the number of its schema. It travels with the table,
 * so that rows, origin and number change in one step.
 */
export interface TableComment {
  /** `demo`, `mirror`, or nothing. */
  origin: string;
  schema: number;
}

const COMMENT = /^(\w*)(?: ?schema (\d+))?$/;

/** Schema 1 is not written: its tables had no number. */
export function commentText({ origin, schema }: TableComment): string {
  return [origin, schema === 1 ? '' : `schema ${schema}`].filter((part) => part !== '').join(' ');
}

export function readComment(text: string): TableComment {
  const [, origin = '', schema = '1'] = COMMENT.exec(text) ?? [];
  return { origin, schema: Number(schema) };
}
