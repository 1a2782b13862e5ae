import { z } from 'zod';
import { theirName, wordingSchema } from '../columns/columnMapping';
import { keptName } from './savedViews';

/** Mappings that everybody who imports keeps by name: files of one helpdesk are alike, whoever sends them. */

export const MAX_MAPPINGS = 100;

/** A mapping file. Whether a column exists depends on who asks: the API's document names none, and each is looked up by them. */
export const namedMappingSchema = wordingSchema.catchall(theirName);

export type NamedMapping = z.infer<typeof namedMappingSchema>;

export const newMappingSchema = z.strictObject({ name: keptName, mapping: namedMappingSchema });

/** Without the columns that do not exist for whoever asks. */
export const savedMappingSchema = z.object({ id: z.string(), name: z.string(), mapping: namedMappingSchema });
export type SavedMapping = z.infer<typeof savedMappingSchema>;

export const mappingListSchema = z.object({ mappings: z.array(savedMappingSchema) });
