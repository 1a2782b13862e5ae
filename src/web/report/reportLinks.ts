import { encodeQueryString } from '../../contract/queryString';
import { formatReportUrl, type ReportView } from '../../contract/reportUrl';
import { exportParameters } from './requestParameters';

/** The address of a view, without the export job that a mail's link pointed at. @param page its origin and path. */
export function linkTo({ job: _, ...view }: ReportView, page: string): string {
  const query = formatReportUrl(view);
  return query === '' ? page : `${page}?${query}`;
}

/** Single quotes are percent-encoded in the query string, so nothing in it can end the shell's quoting. */
export function curlOf(view: ReportView, asOf: string, origin: string): string {
  const query = encodeQueryString(
    exportParameters(view, asOf, { format: 'csv', columns: view.query.columns, csvDialect: 'rfc4180' }),
  );
  const url = `${origin}/api/mind/export/reporting_tickets?${query}`;
  return `curl -g -H "Authorization: Bearer $TICKETLENS_TOKEN" -o tickets.csv '${url}'`;
}
