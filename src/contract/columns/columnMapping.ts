import { z } from 'zod';
import { STORED_COLUMN_IDS } from './columns';

/** The longest name of a file's column that can be mapped. */
export const MAX_THEIR_NAME = 200;

/** What an import can fill. */
export const storedColumnId = z.enum(STORED_COLUMN_IDS);

/** Which name of a file stands for a documented column; columns that are not in it keep their own name. */
export const columnMappingSchema = z.partialRecord(storedColumnId, z.string().min(1).max(MAX_THEIR_NAME));
export type ColumnMapping = z.infer<typeof columnMappingSchema>;
