import { COLUMN_IDS } from '../../../contract/columns/columns';
import { DEFAULT_VIEW, formatReportUrl } from '../../../contract/query/reportUrl';
import { describePart } from '../../../contract/sentences/describeExport';
import { describeQuery } from '../../../contract/sentences/describeQuery';
import type { Page, TicketScope } from '../../tickets/rows';
import type { AboutFile } from './xlsx/aboutSheet';

/** Who a file is made for, and where they reach the page. */
export interface FileMaker {
  email: string;
  /** Without a trailing slash. */
  publicUrl: string;
}

/** Where a file comes from, in words. The link is of the same moment, so it opens the same report. */
export function aboutFile(request: Page & { scope: TicketScope; maker: FileMaker }): AboutFile {
  const { scope, maker } = request;
  const { query, visible, asOf } = scope;
  const view = formatReportUrl({ ...DEFAULT_VIEW, query: { ...query, asOf: asOf.time } });
  return {
    words: describeQuery(query),
    asOf: asOf.time,
    timeZone: asOf.timeZone,
    email: maker.email,
    link: `${maker.publicUrl}/reporting?${view}`,
    hiddenColumns: COLUMN_IDS.length - visible.length,
    part: describePart(request),
  };
}
