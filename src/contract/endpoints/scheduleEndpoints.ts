import { choice, optional, required, shortText } from '../query/parameters';
import { newScheduleSchema, scheduleChangeSchema, scheduleListSchema, scheduleSchema } from '../responses/schedules';
import type { EndpointTable } from './endpoint';
import { EMPTY, ERROR, file, json } from './response';

const access = ['reportTickets'] as const;

const HTML = file(['text/html; charset=utf-8']);

/**
 * What the link in a mail says: of which schedule, for whom, and that it was made here; and of which two people, which
 * counts once the schedule is gone.
 */
const UNSUBSCRIBE_PARAMETERS = {
  schedule: required(shortText(100)),
  recipient: required(shortText(100)),
  signature: required(shortText(100)),
  reader: optional(shortText(100)),
  lang: optional(shortText(10)),
};

/** This schedule and what its owner adds later; all that its owner has mailed; or that again. */
export const UNSUBSCRIBED_FROM = ['schedule', 'owner', 'nothing'] as const;

/** Reports and alerts that are mailed at times. */
export const SCHEDULE_ENDPOINTS = {
  'GET /schedules': {
    access,
    responses: { 200: json(scheduleListSchema) },
  },
  'POST /schedules': {
    access,
    body: newScheduleSchema,
    responses: { 201: json(scheduleSchema), 409: ERROR },
  },
  'PATCH /schedules/{id}': {
    access,
    body: scheduleChangeSchema,
    responses: { 200: json(scheduleSchema), 404: ERROR, 409: ERROR },
  },
  'DELETE /schedules/{id}': {
    access,
    responses: { 204: EMPTY, 404: ERROR },
  },
  'POST /schedules/{id}/run': {
    access,
    responses: { 202: json(scheduleSchema), 404: ERROR, 409: ERROR, 429: ERROR },
  },
  // Shown to whoever has the link; nothing changes before it is confirmed, since mail programs open links by themselves.
  'GET /unsubscribe': {
    access: 'public',
    inLineByAddress: true,
    parameters: UNSUBSCRIBE_PARAMETERS,
    responses: { 200: HTML, 429: ERROR },
  },
  'POST /unsubscribe': {
    access: 'public',
    inLineByAddress: true,
    parameters: { ...UNSUBSCRIBE_PARAMETERS, from: optional(choice(UNSUBSCRIBED_FROM)) },
    takesForm: true,
    responses: { 200: HTML, 429: ERROR },
  },
} as const satisfies EndpointTable;
