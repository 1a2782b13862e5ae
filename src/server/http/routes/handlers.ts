import type { Endpoints } from '../../../contract/endpoints/endpoints';
import type { HandlersOf } from '../call/handler';
import { auditHandlers } from './auditHandlers';
import { commandHandlers } from './commandHandlers';
import { exportHandlers } from './exportHandlers';
import { importHandlers } from './importHandlers';
import { mappingHandlers } from './mappingHandlers';
import { operationHandlers } from './operationHandlers';
import { scheduleHandlers } from './scheduleHandlers';
import { sessionHandlers } from './sessionHandlers';
import { syncHandlers } from './syncHandlers';
import { ticketHandlers } from './ticketHandlers';
import { viewHandlers } from './viewHandlers';

/** The handler of every endpoint. */
export const HANDLERS: HandlersOf<Endpoints> = {
  ...sessionHandlers,
  ...commandHandlers,
  ...ticketHandlers,
  ...exportHandlers,
  ...viewHandlers,
  ...syncHandlers,
  ...importHandlers,
  ...mappingHandlers,
  ...auditHandlers,
  ...operationHandlers,
  ...scheduleHandlers,
};
