import { CONTENT_TYPE, EXPORT_PARAMETERS } from '../query/requests';
import {
  exportJobSchema,
  jobListSchema,
  messageResponseSchema,
  outboxMailSchema,
  preparedResponseSchema,
  queuedResponseSchema,
} from '../responses/exportResponses';
import type { EndpointTable } from './endpoint';
import { error, events, file, json, jsonOrForeign } from './response';

const access = ['reportTickets', 'exportData'] as const;
const FILE = file(Object.values(CONTENT_TYPE), 'The file');
const QUEUED = json(queuedResponseSchema, 'The result is too large to wait for: queued');
const NOT_FOUND = error('Unknown, or another user’s');

export const EXPORT_ENDPOINTS = {
  'GET /export/reporting_tickets': {
    summary: 'Matching tickets as a file, or a confirmation that the file will be mailed',
    access,
    readsTickets: true,
    parameters: EXPORT_PARAMETERS,
    responses: { 200: FILE, 202: QUEUED },
  },
  'POST /export/reporting_tickets/prepare': {
    summary: 'Makes the file of an export and tells where it waits, or queues it',
    access,
    readsTickets: true,
    parameters: EXPORT_PARAMETERS,
    responses: {
      200: jsonOrForeign(preparedResponseSchema, messageResponseSchema, 'The file is whole and waits at url'),
      202: QUEUED,
    },
  },
  'GET /export/files/{id}': {
    summary: 'Downloads a prepared file; its own maker only',
    access,
    asOf: true,
    responses: { 200: FILE, 404: error('Unknown, expired, or another user’s') },
  },
  'GET /export/jobs': {
    summary: "The caller's queued exports, newest first",
    access,
    responses: { 200: json(jobListSchema, 'Jobs') },
  },
  'GET /export/jobs/events': {
    summary: "Server-sent events: the caller's queued exports at every change, until none is under way",
    access,
    responses: { 200: events(jobListSchema, 'Events `jobs`, each a list of jobs') },
  },
  'GET /export/jobs/{id}': {
    summary: 'One queued export',
    access,
    responses: { 200: json(exportJobSchema, 'The job'), 404: NOT_FOUND },
  },
  'DELETE /export/jobs/{id}': {
    summary: 'Cancels a queued or running export',
    access,
    responses: {
      200: json(exportJobSchema, 'The cancelled job'),
      404: NOT_FOUND,
      409: error('It has already ended'),
    },
  },
  'POST /export/jobs/{id}/retry': {
    summary: 'Puts a failed or cancelled export back in line',
    access,
    responses: {
      200: json(exportJobSchema, 'The queued job'),
      404: NOT_FOUND,
      409: error('It neither failed nor was cancelled'),
    },
  },
  'GET /export/jobs/{id}/file': {
    summary: 'Downloads the file of a finished export',
    access,
    responses: { 200: FILE, 404: NOT_FOUND },
  },
  'GET /export/jobs/{id}/mail': {
    summary: 'The mail of a finished export in the local outbox, while no mail server is set up',
    access,
    responses: { 200: json(outboxMailSchema, 'The mail'), 404: NOT_FOUND },
  },
} as const satisfies EndpointTable;
