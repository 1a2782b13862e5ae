import { addressOf, queryStringOf } from '../../contract/endpoints/address';
import { formatReportUrl, type ReportView } from '../../contract/query/reportUrl';
import { exportRequest } from './requestParameters';

/** The address of a view, without the export job that a mail's link pointed at. @param page its origin and path. */
export function linkTo({ job: _, ...view }: ReportView, page: string): string {
  return `${page}?${formatReportUrl(view)}`;
}

/**
 * A command that saves the view's tickets under the name that the server gives them; an error is no file (-f).
 * Single quotes are percent-encoded in the query string, so nothing in it can end the shell's quoting.
 */
export function curlOf(view: ReportView, origin: string): string {
  const { asOf, columns } = view.query;
  const query = queryStringOf(exportRequest(view, asOf, { format: 'csv', columns, csvDialect: 'rfc4180' }));
  const url = `${origin}${addressOf('GET /export/reporting_tickets')}?${query}`;
  return `curl -fgOJ -H "Authorization: Bearer $TICKETLENS_TOKEN" '${url}'`;
}
