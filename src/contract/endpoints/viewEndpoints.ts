import { linkMadeSchema, linkSchema, newLinkSchema } from '../query/links';
import { newViewSchema, savedViewSchema, viewChangeSchema, viewListSchema } from '../responses/savedViews';
import type { EndpointTable } from './endpoint';
import { empty, error, json } from './response';

const access = ['reportTickets'] as const;
const NOT_FOUND = error('Unknown, or another user’s');
const TAKEN = error('The name is taken, or there are too many');

/** Queries that are kept: under a name for their owner, and as short links for everybody. */
export const VIEW_ENDPOINTS = {
  'POST /links': {
    summary: 'Keeps a query of the page; link=ID then stands for it wherever tickets are read',
    access,
    body: newLinkSchema,
    responses: { 200: json(linkMadeSchema, 'The link, the same one for the same query') },
  },
  'GET /links/{id}': {
    summary: 'The query that a short link stands for',
    access,
    responses: {
      200: json(linkSchema, 'The canonical query string of the page'),
      403: error('It names a column that is not available to the caller'),
      404: error('Unknown'),
    },
  },
  'GET /views': {
    summary: "The caller's saved views, by name",
    access,
    responses: { 200: json(viewListSchema, 'Views') },
  },
  'POST /views': {
    summary: 'Saves a query of the page under a name',
    access,
    body: newViewSchema,
    responses: { 201: json(savedViewSchema, 'Saved'), 409: TAKEN },
  },
  'PATCH /views/{id}': {
    summary: 'Renames a saved view, saves another query in it, or makes it the one that the page opens with',
    access,
    body: viewChangeSchema,
    responses: { 200: json(savedViewSchema, 'Changed'), 404: NOT_FOUND, 409: TAKEN },
  },
  'DELETE /views/{id}': {
    summary: 'Deletes a saved view',
    access,
    responses: { 204: empty('It is gone'), 404: NOT_FOUND },
  },
} as const satisfies EndpointTable;
