import { z } from 'zod';
import { choice, withDefault } from '../query/parameters';
import { syncStatusSchema } from '../responses/syncStatus';
import type { EndpointTable } from './endpoint';
import { ERROR, json } from './response';

const access = ['importTickets'] as const;
const STATUS = json(syncStatusSchema);

const syncFromSchema = z.strictObject({
  /** Of the data folder, as only who may read it knows. */
  key: z.string(),
  url: z.string().max(2000),
  token: z.string().min(1).optional(),
  replace: z.boolean(),
});

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
  'POST /sync/from': {
    access,
    body: syncFromSchema,
    responses: {
      202: STATUS,
      403: ERROR,
      409: ERROR,
    },
  },
} as const satisfies EndpointTable;
