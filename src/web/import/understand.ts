import type { ColumnMapping } from '../../contract/columns/columnMapping';
import type { Understood } from '../../contract/responses/importResponses';
import { getUnderstood } from './importApi';
import { suggestMapping } from './suggestMapping';

/** What the files' own names suggest, and the first rows with it, or with what somebody chose. */
export async function understand(
  id: string,
  chosen: ColumnMapping | undefined,
  signal: AbortSignal,
): Promise<{ understood: Understood; suggested: ColumnMapping }> {
  const first = await getUnderstood(id, chosen ?? {}, signal);
  const suggested = suggestMapping(first.names, first.columns);
  if (chosen !== undefined || Object.keys(suggested).length === 0) return { understood: first, suggested };
  return { understood: await getUnderstood(id, suggested, signal), suggested };
}
