import type { IMPORT_ENDPOINTS } from '../../../../contract/endpoints/importEndpoints';
import type { DescriptionsOf } from './descriptionsOf';

export const IMPORT_DESCRIPTIONS: DescriptionsOf<typeof IMPORT_ENDPOINTS> = {
  'GET /imports': {
    summary: 'The files that the caller sent, and how large one may be',
    200: 'The uploads',
  },
  'POST /imports': {
    summary: 'Takes a file of tickets (csv, JSON array or NDJSON; plain or .gz) and stores nothing of it yet',
    201: 'The upload',
    409: 'An earlier file of the caller is on its way or being imported, or the server mirrors an instance',
    413: 'The file is too large',
    429: 'Too many files wait to be imported',
  },
  'POST /imports/{id}/files': {
    summary: 'Adds a file to an upload that has not begun; all of its files are imported in one step',
    201: 'The upload',
    404: 'No upload of the caller',
    409: 'A file is on its way, or the import has begun',
    413: 'The files together are too large',
    429: 'Too many files wait to be imported',
  },
  'GET /imports/{id}': {
    summary: 'How an upload stands',
    200: 'The upload',
    404: 'No upload of the caller',
  },
  'POST /imports/{id}/preview': {
    summary:
      'The first rows of an upload as they would be stored, what its names and values may mean, and why rows would be rejected; stores nothing',
    200: 'The rows, the proposals, and the reasons',
    404: 'No upload of the caller',
    409: 'It is being imported',
    429: 'Earlier previews are still being made',
  },
  'POST /imports/{id}/start': {
    summary: 'Begins to import an upload, all of it in one step; its end is in its state',
    202: 'The upload',
    404: 'No upload of the caller',
    409: 'It has begun already, or the server mirrors another instance',
    429: 'Previews are still being made',
  },
  'GET /imports/{id}/rejects': {
    summary:
      'Downloads the rejected rows as csv: each with its file, its line, all that is wrong with it, and as it was sent',
    200: 'The list',
    404: 'No upload of the caller',
  },
  'DELETE /imports/{id}': {
    summary: 'Removes an upload; an import that runs is stopped, and nothing of it is stored',
    204: 'It is gone',
    404: 'No upload of the caller',
  },
};
