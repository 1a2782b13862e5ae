import { ApiError } from '../../contract/answers/errors';
import { formatReportUrl, parseReportUrl } from '../../contract/query/reportUrl';
import type { Viewer } from '../../contract/query/ticketQuery';

/**
 * The query as it is kept: canonical, of the rows that it shows and not of one page of them.
 * @throws ApiError for what is not understood, or not visible to its maker.
 */
export function queryToKeep(query: string, viewer: Viewer): string {
  const { job: _, ...view } = parseReportUrl(query, viewer);
  return formatReportUrl({ ...view, page: 1 });
}

/** Whether a kept query means something to somebody: rights can be withdrawn, and others may have made it. */
export function whyNotFor(query: string, viewer: Viewer): ApiError | undefined {
  try {
    parseReportUrl(query, viewer);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
