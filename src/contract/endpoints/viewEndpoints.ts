import { linkMadeSchema, linkSchema, newLinkSchema } from '../query/links';
import { newViewSchema, savedViewSchema, viewChangeSchema, viewListSchema } from '../responses/savedViews';
import type { EndpointTable } from './endpoint';
import { EMPTY, ERROR, json } from './response';

const access = ['reportTickets'] as const;

/** Queries that are kept: under a name for their owner, and as short links for everybody. */
export const VIEW_ENDPOINTS = {
  'POST /links': {
    access,
    body: newLinkSchema,
    responses: {
      200: json(linkMadeSchema),
      409: ERROR,
    },
  },
  'GET /links/{id}': {
    access,
    responses: {
      200: json(linkSchema),
      403: ERROR,
      404: ERROR,
    },
  },
  'GET /views': {
    access,
    responses: { 200: json(viewListSchema) },
  },
  'POST /views': {
    access,
    body: newViewSchema,
    responses: { 201: json(savedViewSchema), 409: ERROR },
  },
  'PATCH /views/{id}': {
    access,
    body: viewChangeSchema,
    responses: { 200: json(savedViewSchema), 404: ERROR, 409: ERROR },
  },
  'DELETE /views/{id}': {
    access,
    responses: { 204: EMPTY, 404: ERROR },
  },
} as const satisfies EndpointTable;
