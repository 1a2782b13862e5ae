import { required, shortText } from '../query/parameters';
import {
  importPreviewSchema,
  previewBodySchema,
  startBodySchema,
  uploadListSchema,
  uploadSchema,
} from '../responses/importResponses';
import type { EndpointTable } from './endpoint';
import { EMPTY, ERROR, file, json } from './response';

const access = ['importTickets'] as const;
const parameters = { name: required(shortText(200), 'the name of the file') };
/** All columns with the longest names, and the words of a preview with their meanings, fit. */
const maxBodyBytes = 96 * 1024;
const UPLOAD = json(uploadSchema);
export const REJECTS_TYPE = 'text/csv; charset=utf-8';

export const IMPORT_ENDPOINTS = {
  'GET /imports': {
    access,
    responses: { 200: json(uploadListSchema) },
  },
  'POST /imports': {
    access,
    parameters,
    takesFile: true,
    responses: {
      201: UPLOAD,
      409: ERROR,
      413: ERROR,
      429: ERROR,
    },
  },
  'POST /imports/{id}/files': {
    access,
    parameters,
    takesFile: true,
    responses: {
      201: UPLOAD,
      404: ERROR,
      409: ERROR,
      413: ERROR,
      429: ERROR,
    },
  },
  'GET /imports/{id}': {
    access,
    responses: { 200: UPLOAD, 404: ERROR },
  },
  'POST /imports/{id}/preview': {
    access,
    body: previewBodySchema,
    maxBodyBytes,
    responses: { 200: json(importPreviewSchema), 404: ERROR, 409: ERROR, 429: ERROR },
  },
  'POST /imports/{id}/start': {
    access,
    body: startBodySchema,
    maxBodyBytes,
    responses: {
      202: UPLOAD,
      404: ERROR,
      409: ERROR,
      429: ERROR,
    },
  },
  'GET /imports/{id}/rejects': {
    access,
    responses: { 200: file([REJECTS_TYPE]), 404: ERROR },
  },
  'DELETE /imports/{id}': {
    access,
    responses: { 204: EMPTY, 404: ERROR },
  },
} as const satisfies EndpointTable;
