import { z } from 'zod';
import { healthSchema, profileSchema, signInWaysSchema } from '../responses/sessionResponses';
import type { EndpointTable } from './endpoint';
import { empty, error, file, json } from './response';

const signInSchema = z.object({ token: z.string().min(1) });

export const SESSION_ENDPOINTS = {
  'GET /health': {
    summary: 'Liveness',
    access: 'public',
    responses: { 200: json(healthSchema, 'The server and its stores answer') },
  },
  'GET /docs/open-api': {
    summary: 'This document',
    access: 'public',
    responses: { 200: file(['application/json'], 'OpenAPI 3.1') },
  },
  'GET /profile': {
    summary: 'The signed-in user, and what the page needs to know',
    access: [],
    asOf: true,
    responses: { 200: json(profileSchema, 'Profile') },
  },
  'GET /session': {
    summary: 'Where to sign in',
    access: 'public',
    responses: { 200: json(signInWaysSchema, 'The deployment’s sign-in page, if it has one') },
  },
  'POST /session': {
    summary: 'Trades a token for a session cookie',
    access: 'public',
    asOf: true,
    body: signInSchema,
    // Anybody may send one. A token that is far too long is still answered as any other that is not valid.
    maxBodyBytes: 128 * 1024,
    responses: { 200: json(profileSchema, 'Signed in'), 401: error('The token is not valid') },
  },
  'DELETE /session': {
    summary: 'Signs out',
    access: 'public',
    responses: { 204: empty('The session has ended, and its cookie is gone') },
  },
} as const satisfies EndpointTable;
