import { addressOf } from '../../../contract/endpoints/address';
import type { EXPORT_ENDPOINTS } from '../../../contract/endpoints/exportEndpoints';
import { ApiError } from '../../../contract/errors';
import { formatTickets } from '../../../contract/format/format';
import { exportRequest } from '../../../contract/query/requests';
import type { QueuedResponse } from '../../../contract/responses/exportResponses';
import { requireVisible, userOf } from '../../access/principal';
import type { PreparedFile } from '../../exports/preparedFiles';
import { countRows } from '../../tickets/rows';
import { accepted, type Call, type HandlersOf, ok } from '../call/handler';
import { jobHandlers } from './jobHandlers';
import { sendFile } from './sendFile';

const EXPORT = 'GET /export/reporting_tickets';
type ExportCall = Call<typeof EXPORT, (typeof EXPORT_ENDPOINTS)[typeof EXPORT]>;

export const exportHandlers: HandlersOf<typeof EXPORT_ENDPOINTS> = {
  ...jobHandlers,

  async [EXPORT](call) {
    const outcome = await prepareOrQueue(call);
    if ('queued' in outcome) return accepted(outcome.queued);
    try {
      return await sendFile(call.context, outcome.file);
    } finally {
      await call.backend.prepared.remove(outcome.file.id);
    }
  },

  async 'POST /export/reporting_tickets/prepare'(call) {
    const outcome = await prepareOrQueue(call);
    if ('queued' in outcome) return accepted(outcome.queued);
    const { id, rows, bytes } = outcome.file;
    return ok({ url: addressOf('GET /export/files/{id}', { id }), rows, bytes });
  },

  async 'GET /export/files/{id}'({ context, backend, path, principal }) {
    const file = backend.prepared.find(path.id, principal.id);
    if (file === undefined) throw new ApiError('notFound', 'This file is no longer here');
    // Rights can be withdrawn between making and download: the file is then no longer theirs to read.
    requireVisible(file.names, principal);
    return sendFile(context, file);
  },
};

type Outcome = { file: PreparedFile } | { queued: QueuedResponse };

/** Makes the file at once when it is small enough to wait for, else accepts a job for it. */
async function prepareOrQueue({ backend, scope, parameters, principal, signal }: ExportCall): Promise<Outcome> {
  const { config, engine, exports, prepared, publicUrl } = backend;
  const request = exportRequest(scope, parameters, config.defaultFormat);
  const { format, limit, offset, csvSafe, csvDialect } = request;
  const matching = await countRows(engine, scope, { signal });
  const rows = Math.max(0, Math.min(matching - offset, limit ?? matching));
  if (rows > config.syncRows[format]) {
    const job = await exports.submit(userOf(principal), request, scope.asOf.time, rows);
    const message = `Your export of ${formatTickets(rows)} is being prepared and will be sent to your email: ${principal.email}`;
    return { queued: { status: 'queued', message, jobId: job.id, rows, deliverTo: job.deliver_to } };
  }
  const page = limit === undefined ? { offset } : { limit, offset };
  const maker = { email: principal.email, publicUrl };
  const wanted = { scope, format, csvSafe, csvDialect, maker, ...page };
  return { file: await prepared.prepare(wanted, rows, principal.id, signal) };
}
