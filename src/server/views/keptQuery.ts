import { ApiError, badParameter } from '../../contract/errors';
import { MAX_STORED_QUERY } from '../../contract/query/links';
import { formatReportUrl, parseReportUrl } from '../../contract/query/reportUrl';
import type { Viewer } from '../../contract/query/ticketQuery';

/**
 * The query as it is kept: canonical, of the rows that it shows and not of one page of them.
 * @throws ApiError for what is not understood, or not visible to its maker.
 */
export function queryToKeep(query: string, viewer: Viewer): string {
  const { job: _, ...view } = parseReportUrl(query, viewer);
  const kept = formatReportUrl({ ...view, page: 1 });
  // Percent-encoding can make it twelve times as long as it was sent.
  if (kept.length > MAX_STORED_QUERY) {
    throw badParameter('query', 'The query is too long', `at most ${MAX_STORED_QUERY} characters, percent-encoded`);
  }
  return kept;
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
