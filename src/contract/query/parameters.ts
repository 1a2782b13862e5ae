import { z } from 'zod';
import { parseColumn } from '../columns/columnNames';
import { COLUMN_IDS, type ColumnId } from '../columns/columns';
import { badParameter } from '../errors';
import { isDateOnly, parseWallTime } from '../time/wallTime';

/**
 * Plain query parameters as zod schemas: the same schema reads the text, tells what is allowed, and describes
 * the parameter in the OpenAPI document. One that accepts undefined may be left out of a request.
 */
export type ParameterSchema<T> = z.ZodType<T, string>;

/** The parameters of one request, by name. */
export type ParameterTable = Readonly<Record<string, z.ZodType<unknown, string | undefined>>>;

/** What a table's parameters read as. */
export type ParameterValues<T extends ParameterTable> = { [Name in keyof T]: z.output<T[Name]> };

/** One of a few words. */
export function choice<const T extends readonly [string, ...string[]]>(values: T): ParameterSchema<T[number]> {
  return z.enum(values).meta({ allowed: values });
}

/**
 * Some of a few words, joined by commas.
 * @param allowed what is told of them, where their list is not for everybody.
 */
export function wordList(
  values: readonly string[],
  allowed: readonly string[] | string = values,
): ParameterSchema<string> {
  return z
    .string()
    .refine((text) => text.split(',').every((word) => values.includes(word)))
    .meta({ allowed });
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function day(): ParameterSchema<string> {
  return z
    .string()
    .refine((text) => isDateOnly(text) && parseWallTime(text) !== null)
    .meta({ allowed: 'a day, YYYY-MM-DD' });
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

/** A column that exists for whoever asks: any other is refused as it is everywhere else. */
export function columnName(): ParameterSchema<ColumnId> {
  return z.enum(COLUMN_IDS).meta({ isColumn: true });
}

/** A request without it, or with nothing in it, is refused. @param allowed what is told then. */
export function required<T>(schema: ParameterSchema<T>, allowed?: string): ParameterSchema<T> {
  return schema.meta({
    ...schema.meta(),
    isRequired: true,
    ...(allowed === undefined ? {} : { whenMissing: allowed }),
  });
}

/** A request without it means something of its own. */
export function optional<S extends z.ZodType<unknown, string>>(schema: S): z.ZodOptional<S> {
  return schema.optional().meta(schema.meta() ?? {});
}

/** What a request without it means; the document says so too. */
export function withDefault<S extends z.ZodType<unknown, string>>(
  schema: S,
  value: z.core.util.NoUndefined<z.output<S>>,
): z.ZodDefault<S> {
  return schema.default(value).meta(schema.meta() ?? {});
}

const allowedSchema = z.union([z.string(), z.array(z.string())]);

/** Marks of a schema that are for reading it, and no part of a parameter's description. */
export const READING_MARKS = ['allowed', 'isColumn', 'isRequired', 'whenMissing'] as const;

/**
 * @param visible the columns that exist for whoever asks.
 * @throws ApiError badRequest that names the parameter and what is allowed; forbidden for a hidden column.
 */
export function readParameter<T>(
  schema: z.ZodType<T, string | undefined>,
  text: string | undefined,
  name: string,
  visible: readonly ColumnId[],
): T {
  const { allowed, isColumn, isRequired, whenMissing = allowed } = schema.meta() ?? {};
  const words = isColumn === true ? visible : undefined;
  if (isRequired === true && (text === undefined || text === ''))
    throw badParameter(name, `${name} is missing`, words ?? allowedSchema.parse(whenMissing));
  const given = isColumn === true && text !== undefined ? parseColumn(text, name, visible) : text;
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw badParameter(name, `${name} is "${(text ?? '').slice(0, 80)}"`, words ?? allowedSchema.parse(allowed));
}

/** Reads every parameter of a table. @throws ApiError as readParameter does. */
export function readParameters<T extends ParameterTable>(
  table: T,
  given: ReadonlyMap<string, string>,
  visible: readonly ColumnId[],
): ParameterValues<T> {
  const read = Object.entries(table).map(([name, schema]) => [
    name,
    readParameter(schema, given.get(name), name, visible),
  ]);
  // By its very names, which no type of a list of entries tells.
  return Object.fromEntries(read) as ParameterValues<T>;
}
