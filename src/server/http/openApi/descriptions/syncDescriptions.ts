import type { SYNC_ENDPOINTS } from '../../../../contract/endpoints/syncEndpoints';
import type { DescriptionsOf } from './descriptionsOf';

export const SYNC_DESCRIPTIONS: DescriptionsOf<typeof SYNC_ENDPOINTS> = {
  'GET /sync': {
    summary: 'How the mirror of another instance stands',
    200: 'How the mirror stands',
    404: 'This server mirrors nothing',
  },
  'POST /sync': {
    summary: 'Begins a sync, or joins the one under way; with replace=1, whatever the store holds',
    202: 'How the mirror stands',
    404: 'This server mirrors nothing',
    409: 'Another instance is being read',
  },
};
