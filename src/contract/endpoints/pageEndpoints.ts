import { joinTables } from './endpoint';
import { EXPORT_ENDPOINTS } from './exportEndpoints';
import { IMPORT_ENDPOINTS } from './importEndpoints';
import { SESSION_ENDPOINTS } from './sessionEndpoints';
import { SYNC_ENDPOINTS } from './syncEndpoints';
import { TICKET_ENDPOINTS } from './ticketEndpoints';
import { VIEW_ENDPOINTS } from './viewEndpoints';

/** What the report needs from its first paint on; other pages bring their own declarations, and commands theirs. */
export const PAGE_ENDPOINTS = joinTables(
  SESSION_ENDPOINTS,
  TICKET_ENDPOINTS,
  EXPORT_ENDPOINTS,
  VIEW_ENDPOINTS,
  SYNC_ENDPOINTS,
  IMPORT_ENDPOINTS,
);
export type PageEndpoints = typeof PAGE_ENDPOINTS;
export type PageEndpointId = keyof PageEndpoints;
