import { z } from 'zod';

/**
 * A schema as the document shows it. What is allowed is for error messages, and the document says the same in its own
 * words; what is needed stands beside the schema.
 */
export function jsonSchema(schema: z.ZodType): unknown {
  const {
    $schema: _,
    allowed: __,
    needed: ___,
    ...rest
  } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  return rest;
}
