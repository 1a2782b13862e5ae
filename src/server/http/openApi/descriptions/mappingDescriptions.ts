import type { MAPPING_ENDPOINTS } from '../../../../contract/endpoints/mappingEndpoints';
import type { DescriptionsOf } from './descriptionsOf';

export const MAPPING_DESCRIPTIONS: DescriptionsOf<typeof MAPPING_ENDPOINTS> = {
  'GET /mappings': {
    summary: 'The saved mappings of imports, by name',
    200: 'Mappings',
  },
  'POST /mappings': {
    summary: 'Saves a mapping under a name, in place of one that has it',
    200: 'Saved',
    409: 'There are too many',
  },
  'GET /mappings/{id}': {
    summary: 'A saved mapping as the file that npm run import -- --mapping takes',
    200: 'The mapping',
    404: 'Unknown',
  },
  'DELETE /mappings/{id}': {
    summary: 'Deletes a saved mapping',
    204: 'It is gone',
    404: 'Unknown',
  },
};
