import type { TICKET_ENDPOINTS } from '../../../../contract/endpoints/ticketEndpoints';
import type { DescriptionsOf } from './descriptionsOf';

export const TICKET_DESCRIPTIONS: DescriptionsOf<typeof TICKET_ENDPOINTS> = {
  'GET /export/reporting_tickets/preview': {
    summary: 'A page of matching tickets with the total',
    200: 'Rows of the page, total of all pages',
  },
  'GET /report/reporting_tickets': {
    summary: 'Every aggregate of the matching tickets, of one moment',
    200: 'Counts, rates and distributions',
  },
  'GET /report/reporting_tickets/file': {
    summary: 'The figures of a report as a workbook with a sheet for each tile and chart, or one table as csv',
    200: 'The file',
  },
  'GET /report/reporting_tickets/values': {
    summary: 'Values of a column with counts, for typeahead',
    200: 'The value that q is, then the most frequent',
  },
  'GET /line': {
    summary: 'How far one’s own questions are, while they wait for an answer',
    200: 'Questions that wait, that are being answered, and those of others',
  },
};
