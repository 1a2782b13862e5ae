import type { ColumnMapping } from '../../contract/columns/columnMapping';
import type { ImportPreview } from '../../contract/responses/importResponses';
import { getImportPreview } from './importApi';
import { suggestMapping } from './suggestMapping';

/** The preview of an upload with the chosen mapping, else with the one that its names suggest. */
export async function previewUpload(
  id: string,
  chosen: ColumnMapping | undefined,
  signal: AbortSignal,
): Promise<{ preview: ImportPreview; suggested: ColumnMapping }> {
  const first = await getImportPreview(id, chosen ?? {}, signal);
  const suggested = suggestMapping(first.names, first.columns);
  if (chosen !== undefined || Object.keys(suggested).length === 0) return { preview: first, suggested };
  return { preview: await getImportPreview(id, suggested, signal), suggested };
}
