import { required, shortText } from '../query/parameters';
import {
  mappingBodySchema,
  startBodySchema,
  understoodSchema,
  uploadListSchema,
  uploadSchema,
} from '../responses/importResponses';
import type { EndpointTable } from './endpoint';
import { empty, error, file, json } from './response';

const access = ['importTickets'] as const;
const parameters = { name: required(shortText(200), 'the name of the file') };
/** Every column with the longest name that a file may have for it fits many times. */
const maxBodyBytes = 64 * 1024;
const UPLOAD = json(uploadSchema, 'The upload');
const NOT_FOUND = error('No upload of the caller');
const TOO_MANY = error('Too many files wait to be imported');
export const REJECTS_TYPE = 'application/x-ndjson; charset=utf-8';

export const IMPORT_ENDPOINTS = {
  'GET /imports': {
    summary: 'The files that the caller sent, and how large one may be',
    access,
    responses: { 200: json(uploadListSchema, 'The uploads') },
  },
  'POST /imports': {
    summary: 'Takes a file of tickets (csv, JSON array or NDJSON; plain or .gz) and stores nothing of it yet',
    access,
    parameters,
    takesFile: true,
    responses: {
      201: UPLOAD,
      409: error('An earlier file of the caller is on its way or being imported, or the server mirrors an instance'),
      413: error('The file is too large'),
      429: TOO_MANY,
    },
  },
  'POST /imports/{id}/files': {
    summary: 'Adds a file to an upload that has not begun; all of its files are imported in one step',
    access,
    parameters,
    takesFile: true,
    responses: {
      201: UPLOAD,
      404: NOT_FOUND,
      409: error('A file is on its way, or the import has begun'),
      413: error('The files together are too large'),
      429: TOO_MANY,
    },
  },
  'GET /imports/{id}': {
    summary: 'How an upload stands',
    access,
    responses: { 200: UPLOAD, 404: NOT_FOUND },
  },
  'POST /imports/{id}/preview': {
    summary: 'The first rows of an upload as they would be stored; stores nothing',
    access,
    body: mappingBodySchema,
    maxBodyBytes,
    responses: { 200: json(understoodSchema, 'The rows'), 404: NOT_FOUND },
  },
  'POST /imports/{id}/start': {
    summary: 'Begins to import an upload, all of it in one step; its end is in its state',
    access,
    body: startBodySchema,
    maxBodyBytes,
    responses: {
      202: UPLOAD,
      404: NOT_FOUND,
      409: error('It has begun already, or the server mirrors another instance'),
    },
  },
  'GET /imports/{id}/rejects': {
    summary: 'Downloads the rejected rows, each a line of JSON with its line and the reason',
    access,
    responses: { 200: file([REJECTS_TYPE], 'The list'), 404: NOT_FOUND },
  },
  'DELETE /imports/{id}': {
    summary: 'Removes an upload; an import that runs is stopped, and nothing of it is stored',
    access,
    responses: { 204: empty('It is gone'), 404: NOT_FOUND },
  },
} as const satisfies EndpointTable;
