import type { ColumnMapping } from '../../contract/columns/columnMapping';
import type { Dialect } from '../../contract/responses/fileDialect';
import type { ImportPreview } from '../../contract/responses/importResponses';
import { getImportPreview } from './importApi';
import { suggestMapping } from './suggestMapping';

/** What is chosen for an upload. */
export interface ChosenReading {
  /** Undefined while it is the suggested one. */
  mapping?: ColumnMapping;
  /** What is said instead of what is recognised. */
  dialect: Dialect;
}

/** The preview of an upload with the chosen mapping, else with the one that its names suggest. */
export async function previewUpload(
  id: string,
  { mapping, dialect }: ChosenReading,
  signal: AbortSignal,
): Promise<{ preview: ImportPreview; suggested: ColumnMapping }> {
  const first = await getImportPreview(id, { mapping: mapping ?? {}, dialect }, signal);
  const suggested = suggestMapping(first.names, first.columns);
  if (mapping !== undefined || Object.keys(suggested).length === 0) return { preview: first, suggested };
  return { preview: await getImportPreview(id, { mapping: suggested, dialect }, signal), suggested };
}
