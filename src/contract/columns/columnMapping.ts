import { z } from 'zod';
import { CHANNELS, DIRECTIONS, PRIORITIES, STATUSES, STORED_COLUMN_IDS, type STORED_COLUMNS } from './columns';

/** The longest name of a file's column, and the longest of its words, that can be mapped. */
export const MAX_THEIR_NAME = 200;

/** What an import can fill. */
export const storedColumnId = z.enum(STORED_COLUMN_IDS);

export const theirName = z.string().min(1).max(MAX_THEIR_NAME);

/** Which name of a file stands for a documented column; columns that are not in it keep their own name. */
export const columnMappingSchema = z.partialRecord(storedColumnId, theirName);
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

type Stored = typeof STORED_COLUMNS;
/** The columns that hold one of a few words. */
export type EnumColumnId = {
  [Id in keyof Stored]: Stored[Id] extends { readonly kind: 'enum' } ? Id : never;
}[keyof Stored];

/** A file's words, whatever their case, with what they mean; null for no value. */
const meaningsOf = <const Values extends readonly string[]>(values: Values) =>
  z.record(theirName, z.enum(values).nullable()).optional();
const MEANINGS = {
  channel: meaningsOf(CHANNELS),
  direction: meaningsOf(DIRECTIONS),
  status: meaningsOf(STATUSES),
  priority: meaningsOf(PRIORITIES),
} satisfies Record<EnumColumnId, z.ZodType>;
export const ENUM_COLUMN_IDS = ['channel', 'direction', 'status', 'priority'] as const satisfies EnumColumnId[];

/** What is made of words that have no meaning: their rows are rejected, or the cells are empty. */
export const UNKNOWN_VALUES = ['reject', 'empty'] as const;

/** What a file's words mean. */
export const wordingSchema = z
  .strictObject({
    values: z.strictObject(MEANINGS),
    unknownValues: z.enum(UNKNOWN_VALUES),
    /** Words that have no meaning by all this have the one that they usually have in helpdesks. */
    suggest: z.boolean(),
  })
  .partial();
export type Wording = z.infer<typeof wordingSchema>;
