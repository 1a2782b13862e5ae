import type { Endpoints } from '../../../../contract/endpoints/endpoints';
import { AUDIT_DESCRIPTIONS } from './auditDescriptions';
import { COMMAND_DESCRIPTIONS } from './commandDescriptions';
import type { DescriptionsOf } from './descriptionsOf';
import { EXPORT_DESCRIPTIONS } from './exportDescriptions';
import { IMPORT_DESCRIPTIONS } from './importDescriptions';
import { MAPPING_DESCRIPTIONS } from './mappingDescriptions';
import { OPERATION_DESCRIPTIONS } from './operationDescriptions';
import { SCHEDULE_DESCRIPTIONS } from './scheduleDescriptions';
import { SESSION_DESCRIPTIONS } from './sessionDescriptions';
import { SYNC_DESCRIPTIONS } from './syncDescriptions';
import { TICKET_DESCRIPTIONS } from './ticketDescriptions';
import { VIEW_DESCRIPTIONS } from './viewDescriptions';

/** Apart from the declarations, since the page loads those and has no use for these. */
export const DESCRIPTIONS: DescriptionsOf<Endpoints> = {
  ...SESSION_DESCRIPTIONS,
  ...COMMAND_DESCRIPTIONS,
  ...TICKET_DESCRIPTIONS,
  ...EXPORT_DESCRIPTIONS,
  ...VIEW_DESCRIPTIONS,
  ...SYNC_DESCRIPTIONS,
  ...IMPORT_DESCRIPTIONS,
  ...MAPPING_DESCRIPTIONS,
  ...AUDIT_DESCRIPTIONS,
  ...OPERATION_DESCRIPTIONS,
  ...SCHEDULE_DESCRIPTIONS,
};
