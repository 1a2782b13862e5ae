import type { VIEW_ENDPOINTS } from '../../../../contract/endpoints/viewEndpoints';
import type { DescriptionsOf } from './descriptionsOf';

export const VIEW_DESCRIPTIONS: DescriptionsOf<typeof VIEW_ENDPOINTS> = {
  'POST /links': {
    summary: 'Keeps a query of the page; link=ID then stands for it wherever tickets are read',
    200: 'The link, the same one for the same query',
    409: 'There are too many',
  },
  'GET /links/{id}': {
    summary: 'The query that a short link stands for',
    200: 'The canonical query string of the page',
    403: 'It names a column that is not available to the caller',
    404: 'Unknown',
  },
  'GET /views': {
    summary: "The caller's saved views, by name",
    200: 'Views',
  },
  'POST /views': {
    summary: 'Saves a query of the page under a name',
    201: 'Saved',
    409: 'The name is taken, or there are too many',
  },
  'PATCH /views/{id}': {
    summary: 'Renames a saved view, saves another query in it, or makes it the one that the page opens with',
    200: 'Changed',
    404: 'Unknown, or another user’s',
    409: 'The name is taken, or there are too many',
  },
  'DELETE /views/{id}': {
    summary: 'Deletes a saved view',
    204: 'It is gone',
    404: 'Unknown, or another user’s',
  },
};
