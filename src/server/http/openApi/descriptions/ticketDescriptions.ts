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
  'GET /report/reporting_tickets/values': {
    summary: 'Values of a column with counts, for typeahead',
    200: 'The value that q is, then the most frequent',
  },
};
