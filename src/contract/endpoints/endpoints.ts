import { joinTables } from './endpoint';
import { EXPORT_ENDPOINTS } from './exportEndpoints';
import { IMPORT_ENDPOINTS } from './importEndpoints';
import { SESSION_ENDPOINTS } from './sessionEndpoints';
import { SYNC_ENDPOINTS } from './syncEndpoints';
import { TICKET_ENDPOINTS } from './ticketEndpoints';
import { VIEW_ENDPOINTS } from './viewEndpoints';

/** Every endpoint of the API; nothing is served below API_BASE that is not here. */
export const ENDPOINTS = joinTables(
  SESSION_ENDPOINTS,
  TICKET_ENDPOINTS,
  EXPORT_ENDPOINTS,
  VIEW_ENDPOINTS,
  SYNC_ENDPOINTS,
  IMPORT_ENDPOINTS,
);
export type Endpoints = typeof ENDPOINTS;
export type EndpointId = keyof Endpoints;
