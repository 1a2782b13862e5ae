import { z } from 'zod';
import { badParameter } from '../errors';

/**
 * Plain query parameters as zod schemas: the same schema reads the text, tells what is allowed, and describes
 * the parameter in the OpenAPI document.
 */
export type ParameterSchema<T> = z.ZodType<T, string>;

/** One of a few words. */
export function choice<const T extends readonly [string, ...string[]]>(values: T): ParameterSchema<T[number]> {
  return z.enum(values).meta({ allowed: values });
}

/** A whole number within inclusive limits; `1e3`, `+5` and `5.0` are refused. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): ParameterSchema<number> {
  const upTo = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,16}$/)
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .meta({ allowed: `a whole number ${upTo}` });
}

/** Text of limited length. */
export function shortText(maxLength: number): ParameterSchema<string> {
  return z
    .string()
    .max(maxLength)
    .meta({ allowed: `text of at most ${maxLength} characters` });
}

/** Documents that a request without it is refused. */
export function needed<T>(schema: ParameterSchema<T>): ParameterSchema<T> {
  return schema.meta({ needed: true });
}

/** Documents what a request without it means. */
export function withDefault<T>(schema: ParameterSchema<T>, value: T): ParameterSchema<T> {
  return schema.meta({ default: value });
}

const allowedSchema = z.union([z.string(), z.array(z.string())]);

/** @throws ApiError badRequest that names the parameter and what is allowed. */
export function readParameter<T>(schema: ParameterSchema<T>, text: string, name: string): T {
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw badParameter(name, `${name} is "${text.slice(0, 80)}"`, allowedSchema.parse(schema.meta()?.allowed));
}
