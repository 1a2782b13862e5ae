import {
  mappingListSchema,
  namedMappingSchema,
  newMappingSchema,
  savedMappingSchema,
} from '../responses/savedMappings';
import type { EndpointTable } from './endpoint';
import { EMPTY, ERROR, json } from './response';

const access = ['importTickets'] as const;

/** Mappings that are kept by name, for everybody who imports. */
export const MAPPING_ENDPOINTS = {
  'GET /mappings': {
    access,
    responses: { 200: json(mappingListSchema) },
  },
  'POST /mappings': {
    access,
    body: newMappingSchema,
    maxBodyBytes: 96 * 1024,
    responses: { 200: json(savedMappingSchema), 409: ERROR },
  },
  'GET /mappings/{id}': {
    access,
    responses: { 200: json(namedMappingSchema), 404: ERROR },
  },
  'DELETE /mappings/{id}': {
    access,
    responses: { 204: EMPTY, 404: ERROR },
  },
} as const satisfies EndpointTable;
