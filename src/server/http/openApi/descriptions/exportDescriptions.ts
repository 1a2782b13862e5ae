import type { EXPORT_ENDPOINTS } from '../../../../contract/endpoints/exportEndpoints';
import { type DescriptionsOf, MORE_THAN_RECORDED } from './descriptionsOf';

export const EXPORT_DESCRIPTIONS: DescriptionsOf<typeof EXPORT_ENDPOINTS> = {
  'GET /export/reporting_tickets': {
    summary: 'Matching tickets as a file, or a confirmation that the file will be mailed',
    200: 'The file',
    202: 'The result is too large to wait for: queued',
    413: 'There is no room for the file',
  },
  'POST /export/reporting_tickets/prepare': {
    summary: 'Makes the file of an export and tells where it waits, or queues it',
    200: 'The file is whole and waits at url',
    202: 'The result is too large to wait for: queued',
    413: 'There is no room for the file',
  },
  'GET /export/files/{id}': {
    summary: 'Downloads a prepared file; its own maker only',
    200: 'The file',
    404: 'Unknown, expired, or another user’s',
    429: MORE_THAN_RECORDED,
  },
  'GET /export/jobs': {
    summary: "The caller's exports, newest first: those that were queued, and what was downloaded",
    200: 'Jobs',
  },
  'GET /export/jobs/events': {
    summary: "Server-sent events: the caller's queued exports at every change, until none is under way",
    200: 'Events `jobs`, each a list of jobs',
    429: 'The caller has too many such streams open',
  },
  'GET /export/jobs/{id}': {
    summary: 'One queued export',
    200: 'The job',
    404: 'Unknown, or another user’s',
  },
  'DELETE /export/jobs/{id}': {
    summary: 'Cancels a queued or running export',
    200: 'The cancelled job',
    404: 'Unknown, or another user’s',
    409: 'It has already ended; its file is as it was',
  },
  'POST /export/jobs/{id}/retry': {
    summary: 'Puts a failed or cancelled export back in line',
    200: 'The queued job',
    404: 'Unknown, or another user’s',
    409: 'It neither failed nor was cancelled',
    413: 'There is no room for the file',
    429: 'The caller has too many exports under way',
  },
  'GET /export/jobs/{id}/file': {
    summary: 'Downloads the file of a finished export',
    200: 'The file',
    404: 'Unknown, or another user’s',
    409: 'This version does not understand what it holds, or the file is not the one that was made',
    429: MORE_THAN_RECORDED,
  },
  'DELETE /export/jobs/{id}/file': {
    summary: 'Removes the file of a finished export, which gives its room back',
    200: 'The job without its file',
    404: 'Unknown, another user’s, or it has no file',
    409: 'It is still under way',
  },
  'POST /export/jobs/{id}/seen': {
    summary: 'Closes the news of an export for its owner, in every browser',
    200: 'The job',
    404: 'Unknown, or another user’s',
  },
  'DELETE /export/jobs/{id}/entry': {
    summary: 'Removes an export that has ended from the list, with its file and its mail in the local outbox',
    204: 'Removed',
    404: 'Unknown, or another user’s',
    409: 'It is still under way',
  },
  'GET /export/jobs/{id}/mail': {
    summary: 'The mail of a finished export in the local outbox, while no mail server is set up',
    200: 'The mail',
    404: 'Unknown, or another user’s',
    409: 'This version does not understand what it holds',
  },
};
