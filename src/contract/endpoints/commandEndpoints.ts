import { z } from 'zod';
import {
  apiTokenListSchema,
  apiTokenSchema,
  backupStatusSchema,
  issuedTokenSchema,
  newApiTokenSchema,
  signInLinkSchema,
} from '../responses/commandResponses';
import { syncStatusSchema } from '../responses/syncStatus';
import type { EndpointTable } from './endpoint';
import { ERROR, json } from './response';

/**
 * What commands ask of the server that has the data folder. Being signed in is not enough: the key in the body is that of
 * the folder, as only who may read it knows.
 */

const access = [] as const;
const keySchema = z.strictObject({ key: z.string() });

const syncFromSchema = keySchema.extend({
  url: z.string().max(2000),
  token: z.string().min(1).optional(),
  replace: z.boolean(),
});

/** An absolute path on the server's machine. */
const backupSchema = keySchema.extend({ folder: z.string().min(1).max(4000) });

export const COMMAND_ENDPOINTS = {
  'POST /tokens': {
    access,
    body: keySchema.extend(newApiTokenSchema.shape),
    responses: { 201: json(issuedTokenSchema), 403: ERROR },
  },
  'POST /tokens/list': {
    access,
    body: keySchema,
    responses: { 200: json(apiTokenListSchema), 403: ERROR },
  },
  'POST /tokens/{id}/revoke': {
    access,
    body: keySchema,
    responses: { 200: json(apiTokenSchema), 403: ERROR, 404: ERROR },
  },
  'POST /session/links': {
    access,
    body: keySchema,
    responses: { 201: json(signInLinkSchema), 403: ERROR },
  },
  'POST /backups': {
    access,
    body: backupSchema,
    responses: { 202: json(backupStatusSchema), 403: ERROR, 409: ERROR },
  },
  'POST /backups/status': {
    access,
    body: backupSchema,
    responses: { 200: json(backupStatusSchema), 403: ERROR, 404: ERROR },
  },
  'POST /sync/from': {
    access: ['importTickets'],
    body: syncFromSchema,
    responses: {
      202: json(syncStatusSchema),
      403: ERROR,
      409: ERROR,
    },
  },
} as const satisfies EndpointTable;
