import { ApiError, badParameter } from '../../contract/errors';
import type { Principal } from '../../contract/privacy';
import { MAX_STORED_QUERY } from '../../contract/query/links';
import { formatReportUrl, parseReportUrl } from '../../contract/query/reportUrl';

/**
 * The query as it is kept: canonical, of the rows that it shows and not of one page of them.
 * @throws ApiError for what is not understood, or not visible to its maker.
 */
export function queryToKeep(query: string, principal: Principal): string {
  const { job: _, ...view } = parseReportUrl(query, principal);
  const kept = formatReportUrl({ ...view, page: 1 });
  // Percent-encoding can make it twelve times as long as it was sent.
  if (kept.length > MAX_STORED_QUERY) {
    throw badParameter('query', 'The query is too long', `at most ${MAX_STORED_QUERY} characters, percent-encoded`);
  }
  return kept;
}

/** Whether a kept query means something to somebody: rights can be withdrawn, and others may have made it. */
export function whyNotFor(query: string, principal: Principal): ApiError | undefined {
  try {
    parseReportUrl(query, principal);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
