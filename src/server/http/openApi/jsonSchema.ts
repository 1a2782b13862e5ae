import { z } from 'zod';
import { READING_MARKS } from '../../../contract/query/parameters';

/** A schema as the document shows it: without what is for reading it and for error messages. */
export function jsonSchema(schema: z.ZodType): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  const marks: readonly string[] = READING_MARKS;
  return Object.fromEntries(Object.entries(rest).filter(([name]) => !marks.includes(name)));
}
