import { z } from 'zod';
import { healthSchema, profileSchema, signInQuestionSchema, signInWaysSchema } from '../responses/sessionResponses';
import type { EndpointTable } from './endpoint';
import { EMPTY, ERROR, file, json } from './response';

const userKey = z.string().max(100).optional();
/** Keys of users as X-User tells them. */
const choice = {
  /** Whom the browser was used by last: somebody else is asked whether they mean it. */
  last: userKey,
  /** Whom the question named: they are replaced. */
  replaces: userKey,
};
const tokenSchema = z.strictObject({ token: z.string().min(1), ...choice });
const linkSchema = z.strictObject({ code: z.string().min(1).max(200), ...choice });
// Anybody may send one. A token that is far too long is still answered as any other that is not valid.
const maxBodyBytes = 128 * 1024;
/** 202: nothing has changed, and the question comes first. */
const responses = { 200: json(profileSchema), 202: json(signInQuestionSchema), 401: ERROR, 429: ERROR } as const;

export const SESSION_ENDPOINTS = {
  'GET /health': {
    access: 'public',
    responses: { 200: json(healthSchema) },
  },
  'GET /docs': {
    access: 'public',
    responses: { 200: file(['text/html; charset=utf-8']) },
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
    inLineByAddress: true,
    asOf: true,
    body: tokenSchema,
    maxBodyBytes,
    responses,
  },
  'POST /session/link': {
    access: 'public',
    inLineByAddress: true,
    asOf: true,
    body: linkSchema,
    maxBodyBytes,
    responses,
  },
  'DELETE /session': {
    access: 'public',
    inLineByAddress: true,
    responses: { 204: EMPTY, 412: ERROR, 429: ERROR },
  },
} as const satisfies EndpointTable;
