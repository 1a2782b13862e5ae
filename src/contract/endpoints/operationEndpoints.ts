import { healthSchema } from '../responses/sessionResponses';
import type { EndpointTable } from './endpoint';
import { ERROR, file, json } from './response';

/** For what keeps the server running: probes, and whoever collects figures. */
export const OPERATION_ENDPOINTS = {
  'GET /health/live': {
    access: 'public',
    responses: { 200: json(healthSchema) },
  },
  'GET /health/ready': {
    access: 'public',
    responses: { 200: json(healthSchema), 503: ERROR },
  },
  /** Nobody signs in for it: a token of its own is needed. */
  'GET /metrics': {
    access: 'public',
    responses: { 200: file(['text/plain']), 401: ERROR, 404: ERROR },
  },
} as const satisfies EndpointTable;
