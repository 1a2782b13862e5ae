import { z } from 'zod';
import { theirName, wordingSchema } from '../columns/columnMapping';
import { mappingFileSchema } from '../columns/mappingFile';
import { STORED_COLUMN_IDS } from '../columns/columns';
import { keptName } from './savedViews';

/** Mappings that everybody who imports keeps by name: files of one helpdesk are alike, whoever sends them. */

export const MAX_MAPPINGS = 100;

/** Whether a column exists depends on who asks, so any name is taken here, and each is looked up by them. */
export const newMappingSchema = z.strictObject({
  name: keptName,
  mapping: wordingSchema.catchall(theirName).meta({ properties: [...STORED_COLUMN_IDS] }),
});

/** Without the columns that do not exist for whoever asks. */
export const savedMappingSchema = z.object({ id: z.string(), name: z.string(), mapping: mappingFileSchema });
export type SavedMapping = z.infer<typeof savedMappingSchema>;

export const mappingListSchema = z.object({ mappings: z.array(savedMappingSchema) });
