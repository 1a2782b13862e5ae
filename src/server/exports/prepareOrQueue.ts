import { formatTickets } from '../../contract/format/format';
import type { ExportRequest } from '../../contract/query/requests';
import type { QueuedResponse } from '../../contract/responses/exportResponses';
import type { User } from '../access/principal';
import type { Actor } from '../audit/newEntry';
import { countRows, type TicketScope } from '../tickets/rows';
import type { ExportServices } from './exportServices';
import type { ExportService } from './jobs/exportService';
import type { PreparedFile, PreparedFiles } from './preparedFiles';

/** Either the file, whole, or the confirmation that it will be mailed. */
export type PreparedOrQueued = { file: PreparedFile } | { queued: QueuedResponse };

interface Makers extends ExportServices {
  exports: ExportService;
  prepared: PreparedFiles;
}

/**
 * Makes a file at once when it is small enough to wait for, else accepts a job for it.
 * @param signal aborted when the client goes away: then nothing is kept of a file that was being made.
 * @throws ApiError when there is no room for it.
 */
export async function prepareOrQueue(
  { config, engine, exports, prepared, publicUrl }: Makers,
  { request, scope, user, actor }: { request: ExportRequest; scope: TicketScope; user: User; actor: Actor },
  signal: AbortSignal,
): Promise<PreparedOrQueued> {
  const { format, limit, offset, csvSafe, csvDialect } = request;
  const matching = await countRows(engine, scope, { signal });
  const rows = Math.max(0, Math.min(matching - offset, limit ?? matching));
  if (rows > config.syncRows[format]) {
    const job = await exports.submit({ user, actor, request, asOf: scope.asOf.time, rows });
    const message = `Your export of ${formatTickets(rows)} is being prepared and will be sent to your email: ${user.email}`;
    return { queued: { status: 'queued', message, jobId: job.id, rows, deliverTo: job.deliver_to } };
  }
  const page = limit === undefined ? { offset } : { limit, offset };
  const maker = { email: user.email, publicUrl };
  const wanted = { scope, format, csvSafe, csvDialect, maker, ...page };
  return { file: await prepared.prepare(wanted, rows, user.id, signal) };
}
