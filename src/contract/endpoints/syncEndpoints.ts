import { choice, withDefault } from '../query/parameters';
import { syncStatusSchema } from '../responses/syncStatus';
import type { EndpointTable } from './endpoint';
import { ERROR, json } from './response';

const access = ['importTickets'] as const;
const STATUS = json(syncStatusSchema);

export const SYNC_ENDPOINTS = {
  'GET /sync': {
    access,
    responses: { 200: STATUS, 404: ERROR },
  },
  'POST /sync': {
    access,
    parameters: { replace: withDefault(choice(['0', '1']), '0') },
    responses: { 202: STATUS, 404: ERROR, 409: ERROR },
  },
} as const satisfies EndpointTable;
