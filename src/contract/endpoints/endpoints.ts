import { AUDIT_ENDPOINTS } from './auditEndpoints';
import { COMMAND_ENDPOINTS } from './commandEndpoints';
import { joinTables } from './endpoint';
import { MAPPING_ENDPOINTS } from './mappingEndpoints';
import { OPERATION_ENDPOINTS } from './operationEndpoints';
import { PAGE_ENDPOINTS } from './pageEndpoints';
import { SCHEDULE_ENDPOINTS } from './scheduleEndpoints';

/** Every endpoint of the API; nothing is served below API_BASE that is not here. */
export const ENDPOINTS = joinTables(
  PAGE_ENDPOINTS,
  AUDIT_ENDPOINTS,
  MAPPING_ENDPOINTS,
  COMMAND_ENDPOINTS,
  OPERATION_ENDPOINTS,
  SCHEDULE_ENDPOINTS,
);
export type Endpoints = typeof ENDPOINTS;
export type EndpointId = keyof Endpoints;
