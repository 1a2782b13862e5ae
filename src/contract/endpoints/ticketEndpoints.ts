import { FIGURE_PARAMETERS } from '../query/figureFile';
import { CONTENT_TYPE, PREVIEW_PARAMETERS, REPORT_PARAMETERS, VALUES_PARAMETERS } from '../query/requests';
import { lineResponseSchema } from '../responses/lineResponse';
import { reportResponseSchema } from '../responses/reportResponse';
import { previewResponseSchema, valuesResponseSchema } from '../responses/ticketResponses';
import type { EndpointTable } from './endpoint';
import { file, json } from './response';

export const TICKET_ENDPOINTS = {
  'GET /export/reporting_tickets/preview': {
    access: ['reportTickets'],
    readsTickets: true,
    parameters: PREVIEW_PARAMETERS,
    responses: { 200: json(previewResponseSchema) },
  },
  'GET /report/reporting_tickets': {
    access: ['reportTickets'],
    readsTickets: true,
    parameters: REPORT_PARAMETERS,
    responses: { 200: json(reportResponseSchema) },
  },
  'GET /report/reporting_tickets/file': {
    access: ['reportTickets', 'exportData'],
    readsTickets: true,
    parameters: FIGURE_PARAMETERS,
    responses: { 200: file([CONTENT_TYPE.xlsx, CONTENT_TYPE.csv]) },
  },
  'GET /report/reporting_tickets/values': {
    access: ['reportTickets'],
    readsTickets: true,
    parameters: VALUES_PARAMETERS,
    responses: { 200: json(valuesResponseSchema) },
  },
  'GET /line': {
    access: ['reportTickets'],
    responses: { 200: json(lineResponseSchema) },
  },
} as const satisfies EndpointTable;
