import type { AUDIT_ENDPOINTS } from '../../../../contract/endpoints/auditEndpoints';
import type { DescriptionsOf } from './descriptionsOf';

export const AUDIT_DESCRIPTIONS: DescriptionsOf<typeof AUDIT_ENDPOINTS> = {
  'GET /audit': {
    summary: 'Who signed in, was refused, saw, exported or imported what; newest first',
    200: 'Entries, without anything of a ticket',
  },
};
