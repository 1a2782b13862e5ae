import { z } from 'zod';
import { choice, withDefault } from '../query/parameters';
import { syncStatusSchema } from '../responses/syncStatus';
import type { EndpointTable } from './endpoint';
import { error, json } from './response';

const access = ['importTickets'] as const;
const STATUS = json(syncStatusSchema, 'How the mirror stands');
const NO_MIRROR = error('This server mirrors nothing');

const syncFromSchema = z.strictObject({
  /** Of the data folder, as only who may read it knows. */
  key: z.string(),
  url: z.string().max(2000),
  token: z.string().min(1).optional(),
  replace: z.boolean(),
});

export const SYNC_ENDPOINTS = {
  'GET /sync': {
    summary: 'How the mirror of another instance stands',
    access,
    responses: { 200: STATUS, 404: NO_MIRROR },
  },
  'POST /sync': {
    summary: 'Begins a sync, or joins the one under way; with replace=1, whatever the store holds',
    access,
    parameters: { replace: withDefault(choice(['0', '1']), '0') },
    responses: { 202: STATUS, 404: NO_MIRROR },
  },
  'POST /sync/from': {
    summary: 'Syncs once with the instance that is named; for npm run import on the server’s own machine',
    access,
    body: syncFromSchema,
    responses: {
      202: STATUS,
      403: error('The key is not that of the data folder'),
      409: error('This server mirrors another instance, or is reading one'),
    },
  },
} as const satisfies EndpointTable;
