import { z } from 'zod';
import { healthSchema, profileSchema, signInWaysSchema } from '../responses/sessionResponses';
import type { EndpointTable } from './endpoint';
import { EMPTY, ERROR, file, json } from './response';

const signInSchema = z.object({ token: z.string().min(1) });

export const SESSION_ENDPOINTS = {
  'GET /health': {
    access: 'public',
    responses: { 200: json(healthSchema) },
  },
  'GET /docs/open-api': {
    access: 'public',
    responses: { 200: file(['application/json']) },
  },
  'GET /profile': {
    access: [],
    asOf: true,
    responses: { 200: json(profileSchema) },
  },
  'GET /session': {
    access: 'public',
    responses: { 200: json(signInWaysSchema) },
  },
  'POST /session': {
    access: 'public',
    asOf: true,
    body: signInSchema,
    // Anybody may send one. A token that is far too long is still answered as any other that is not valid.
    maxBodyBytes: 128 * 1024,
    responses: { 200: json(profileSchema), 401: ERROR },
  },
  'DELETE /session': {
    access: 'public',
    responses: { 204: EMPTY },
  },
} as const satisfies EndpointTable;
