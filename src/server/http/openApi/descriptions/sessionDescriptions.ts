import type { SESSION_ENDPOINTS } from '../../../../contract/endpoints/sessionEndpoints';
import type { DescriptionsOf } from './descriptionsOf';

export const SESSION_DESCRIPTIONS: DescriptionsOf<typeof SESSION_ENDPOINTS> = {
  'GET /health': {
    summary: 'Liveness',
    200: 'The server and its stores answer',
  },
  'GET /docs/open-api': {
    summary: 'This document',
    200: 'OpenAPI 3.1',
  },
  'GET /profile': {
    summary: 'The signed-in user, and what the page needs to know',
    200: 'Profile',
  },
  'GET /session': {
    summary: 'Where to sign in',
    200: 'The deployment’s sign-in page, if it has one',
  },
  'POST /session': {
    summary: 'Trades a token for a session cookie',
    200: 'Signed in',
    401: 'The token is not valid',
  },
  'DELETE /session': {
    summary: 'Signs out',
    204: 'The session has ended, and its cookie is gone',
  },
};
