import type { z } from 'zod';
import { recordOf } from '../recordOf';
import { type ColumnMapping, columnMappingSchema, theirName, type Wording, wordingSchema } from './columnMapping';
import { STORED_COLUMN_IDS } from './columns';

/** A mapping as a file: `{"id": "Ticket No", "values": {"priority": {"P1": "urgent"}}, "unknownValues": "empty"}`. */
export const mappingFileSchema = wordingSchema.extend(recordOf(STORED_COLUMN_IDS, () => theirName.optional()));
export type MappingFile = z.infer<typeof mappingFileSchema>;

/** The two parts of a mapping file. */
export function partsOf({ values, unknownValues, suggest, ...mapping }: MappingFile): {
  mapping: ColumnMapping;
  wording: Wording;
} {
  return { mapping: columnMappingSchema.parse(mapping), wording: wordingOf({ values, unknownValues, suggest }) };
}

/** Without what is undefined, so that it can be put over another. */
export function wordingOf({ values, unknownValues, suggest }: Wording): Wording {
  return {
    ...(values === undefined ? {} : { values }),
    ...(unknownValues === undefined ? {} : { unknownValues }),
    ...(suggest === undefined ? {} : { suggest }),
  };
}
