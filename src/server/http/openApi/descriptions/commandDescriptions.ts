import type { COMMAND_ENDPOINTS } from '../../../../contract/endpoints/commandEndpoints';
import type { DescriptionsOf } from './descriptionsOf';

const FORBIDDEN = 'The key is not that of the data folder';

export const COMMAND_DESCRIPTIONS: DescriptionsOf<typeof COMMAND_ENDPOINTS> = {
  'POST /tokens': {
    summary: 'Issues an API token, for npm run token',
    201: 'The token, which is told this once',
    403: FORBIDDEN,
  },
  'POST /tokens/list': {
    summary: 'The API tokens that were issued, for npm run token',
    200: 'Newest first; those that are over for 30 days at most',
    403: FORBIDDEN,
  },
  'POST /tokens/{id}/revoke': {
    summary: 'Revokes an API token, and the sessions that began with it',
    200: 'The token as it is now',
    403: FORBIDDEN,
    404: 'No token with this id was issued here',
  },
  'POST /session/links': {
    summary: 'Makes a sign-in link that works once, for npm run link',
    201: 'The link’s address',
    403: FORBIDDEN,
  },
  'POST /backups': {
    summary: 'Begins a back-up into a folder of the server’s own machine, for npm run backup',
    202: 'It is being made',
    403: FORBIDDEN,
    409: 'Another one is being made',
  },
  'POST /backups/status': {
    summary: 'How the newest back-up into a folder stands, for npm run backup',
    200: 'Whether it is whole, or why it failed',
    403: FORBIDDEN,
    404: 'No back-up is made there',
  },
  'POST /sync/from': {
    summary: 'Syncs once with the instance that is named; for npm run import on the server’s own machine',
    202: 'How the mirror stands',
    403: 'The key is not that of the data folder',
    409: 'This server mirrors another instance, or is reading one',
  },
};
