import { CONTENT_TYPE, EXPORT_PARAMETERS } from '../query/requests';
import {
  exportJobSchema,
  jobListSchema,
  jobsEventSchema,
  messageResponseSchema,
  outboxMailSchema,
  preparedResponseSchema,
  queuedResponseSchema,
} from '../responses/exportResponses';
import type { EndpointTable } from './endpoint';
import { EMPTY, ERROR, events, file, json, jsonOrForeign } from './response';

const access = ['reportTickets', 'exportData'] as const;
const FILE = file(Object.values(CONTENT_TYPE));
const QUEUED = json(queuedResponseSchema);

export const EXPORT_ENDPOINTS = {
  'GET /export/reporting_tickets': {
    access,
    readsTickets: true,
    // A large one is queued.
    changesState: true,
    parameters: EXPORT_PARAMETERS,
    responses: { 200: FILE, 202: QUEUED, 413: ERROR },
  },
  'POST /export/reporting_tickets/prepare': {
    access,
    readsTickets: true,
    parameters: EXPORT_PARAMETERS,
    responses: {
      200: jsonOrForeign(preparedResponseSchema, messageResponseSchema),
      202: QUEUED,
      413: ERROR,
    },
  },
  'GET /export/files/{id}': {
    access,
    asOf: true,
    responses: { 200: FILE, 404: ERROR, 429: ERROR },
  },
  'GET /export/jobs': {
    access,
    responses: { 200: json(jobListSchema) },
  },
  'GET /export/jobs/events': {
    access,
    responses: { 200: events(jobsEventSchema), 429: ERROR },
  },
  'GET /export/jobs/{id}': {
    access,
    responses: { 200: json(exportJobSchema), 404: ERROR },
  },
  'DELETE /export/jobs/{id}': {
    access,
    responses: {
      200: json(exportJobSchema),
      404: ERROR,
      409: ERROR,
    },
  },
  'POST /export/jobs/{id}/retry': {
    access,
    responses: {
      200: json(exportJobSchema),
      404: ERROR,
      409: ERROR,
      413: ERROR,
      429: ERROR,
    },
  },
  'GET /export/jobs/{id}/file': {
    access,
    responses: { 200: FILE, 404: ERROR, 409: ERROR, 429: ERROR },
  },
  // Not the same as cancelling: a cancel can arrive when the job has just ended.
  'DELETE /export/jobs/{id}/file': {
    access,
    responses: { 200: json(exportJobSchema), 404: ERROR, 409: ERROR },
  },
  'POST /export/jobs/{id}/seen': {
    access,
    responses: { 200: json(exportJobSchema), 404: ERROR },
  },
  'DELETE /export/jobs/{id}/entry': {
    access,
    responses: { 204: EMPTY, 404: ERROR, 409: ERROR },
  },
  'GET /export/jobs/{id}/mail': {
    access,
    responses: { 200: json(outboxMailSchema), 404: ERROR, 409: ERROR },
  },
} as const satisfies EndpointTable;
