import type { SESSION_ENDPOINTS } from '../../../../contract/endpoints/sessionEndpoints';
import { type DescriptionsOf, MANY_OF_ADDRESS, MORE_THAN_RECORDED } from './descriptionsOf';

export const SESSION_DESCRIPTIONS: DescriptionsOf<typeof SESSION_ENDPOINTS> = {
  'GET /health': {
    summary: 'Liveness',
    200: 'The server and its stores answer',
  },
  'GET /docs': {
    summary: 'This document as a page',
    200: 'HTML without scripts',
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
    202: 'Nothing has changed: the browser is somebody else’s, and has to be asked',
    401: 'The token is not valid',
    429: `${MORE_THAN_RECORDED}; or ${MANY_OF_ADDRESS}`,
  },
  'POST /session/link': {
    summary: 'Trades the code of a sign-in link for a session cookie, once',
    200: 'Signed in, or the browser holds the session that this link began',
    202: 'Nothing has changed: the browser is somebody else’s, and has to be asked',
    401: 'The link is not valid, is too old or has been used',
    429: `${MORE_THAN_RECORDED}; or ${MANY_OF_ADDRESS}`,
  },
  'DELETE /session': {
    summary: 'Signs out',
    204: 'The session has ended, and its cookie is gone',
    412: 'The session is another user’s than X-User names, and goes on',
    429: MANY_OF_ADDRESS,
  },
};
