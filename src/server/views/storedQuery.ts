import { ApiError, badParameter } from '../../contract/errors';
import type { Principal } from '../../contract/privacy';
import { MAX_STORED_QUERY } from '../../contract/query/links';
import { formatReportUrl, parseReportUrl } from '../../contract/query/reportUrl';

/**
 * The canonical form of a query to be stored, without the page of rows.
 * @throws ApiError when it is invalid, or names a column that is hidden from the user.
 */
export function queryToStore(query: string, principal: Principal): string {
  const { job: _, ...view } = parseReportUrl(query, principal);
  const kept = formatReportUrl({ ...view, page: 1 });
  // Percent-encoding can make it twelve times as long.
  if (kept.length > MAX_STORED_QUERY) {
    throw badParameter('query', 'The query is too long', `at most ${MAX_STORED_QUERY} characters, percent-encoded`);
  }
  return kept;
}

/** The error of a stored query for a principal: it may be another user's, and rights can be withdrawn. */
export function refusalFor(query: string, principal: Principal): ApiError | undefined {
  try {
    parseReportUrl(query, principal);
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}
