import { z } from 'zod';
import { COLUMN_IDS } from './columns';

/** Which name of a file stands for a documented column; columns that are not in it keep their own name. */
export const columnMappingSchema = z.partialRecord(z.enum(COLUMN_IDS), z.string().min(1).max(200));
export type ColumnMapping = z.infer<typeof columnMappingSchema>;
