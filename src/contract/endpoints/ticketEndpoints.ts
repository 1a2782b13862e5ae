import { PREVIEW_PARAMETERS, REPORT_PARAMETERS, VALUES_PARAMETERS } from '../query/requests';
import { reportResponseSchema } from '../responses/reportResponse';
import { previewResponseSchema, valuesResponseSchema } from '../responses/ticketResponses';
import type { EndpointTable } from './endpoint';
import { json } from './response';

export const TICKET_ENDPOINTS = {
  'GET /export/reporting_tickets/preview': {
    summary: 'A page of matching tickets with the total',
    access: ['reportTickets'],
    readsTickets: true,
    parameters: PREVIEW_PARAMETERS,
    responses: { 200: json(previewResponseSchema, 'Rows of the page, total of all pages') },
  },
  'GET /report/reporting_tickets': {
    summary: 'Every aggregate of the matching tickets, of one moment',
    access: ['reportTickets'],
    readsTickets: true,
    parameters: REPORT_PARAMETERS,
    responses: { 200: json(reportResponseSchema, 'Counts, rates and distributions') },
  },
  'GET /report/reporting_tickets/values': {
    summary: 'Values of a column with counts, for typeahead',
    access: ['reportTickets'],
    readsTickets: true,
    parameters: VALUES_PARAMETERS,
    responses: { 200: json(valuesResponseSchema, 'The value that q is, then the most frequent') },
  },
} as const satisfies EndpointTable;
