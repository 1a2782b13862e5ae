import type { Revocations } from '../access/revocations';
import type { ExportServices } from '../exports/exportServices';
import type { ExportService } from '../exports/jobs/exportService';

/** What mails of schedules are made and sent with. */
export interface ScheduleServices extends ExportServices {
  sessions: { revocations: Revocations };
  exports: ExportService;
}
