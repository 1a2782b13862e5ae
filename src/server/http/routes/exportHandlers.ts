import { addressOf } from '../../../contract/endpoints/address';
import type { EXPORT_ENDPOINTS } from '../../../contract/endpoints/exportEndpoints';
import { ApiError } from '../../../contract/errors';
import { resolveExportRequest } from '../../../contract/query/requests';
import { ownerOf, requireVisible, userOf } from '../../access/principal';
import { type PreparedOrQueued, prepareOrQueue } from '../../exports/prepareOrQueue';
import { actorOf, recordDownload } from '../call/auditing';
import { accepted, type Call, type HandlersOf, ok } from '../call/handler';
import { jobHandlers } from './jobHandlers';
import { sendFile } from './sendFile';

const EXPORT = 'GET /export/reporting_tickets';
type ExportCall = Call<typeof EXPORT, (typeof EXPORT_ENDPOINTS)[typeof EXPORT]>;

export const exportHandlers: HandlersOf<typeof EXPORT_ENDPOINTS> = {
  ...jobHandlers,

  async [EXPORT](call) {
    const outcome = await exported(call, false);
    if ('queued' in outcome) return accepted(outcome.queued);
    try {
      await recordDownload(call, outcome.file);
      await call.backend.prepared.noteDownload(outcome.file, userOf(call.principal));
      return await sendFile(call.context, outcome.file);
    } finally {
      await call.backend.prepared.remove(outcome.file.id);
    }
  },

  async 'POST /export/reporting_tickets/prepare'(call) {
    const outcome = await exported(call, true);
    if ('queued' in outcome) {
      if (outcome.kept === undefined) return accepted(outcome.queued);
      const { jobId, ...facts } = outcome.kept;
      return ok({ url: addressOf('GET /export/jobs/{id}/file', { id: jobId }), ...facts });
    }
    const { id, rows, bytes } = outcome.file;
    return ok({ url: addressOf('GET /export/files/{id}', { id }), rows, bytes });
  },

  async 'GET /export/files/{id}'(call) {
    const { context, backend, path, principal } = call;
    const file = backend.prepared.find(path.id, ownerOf(principal));
    if (file === undefined) throw new ApiError('notFound', 'This file is no longer here');
    // Rights can be withdrawn between making and download: the file is then no longer theirs to read.
    requireVisible(file.names, principal);
    await recordDownload(call, file);
    await backend.prepared.noteDownload(file, userOf(principal));
    return sendFile(context, file);
  },
};

/** The file of a request, or its place in the queue. */
function exported(call: ExportCall, sharesFile: boolean): Promise<PreparedOrQueued> {
  const { backend, engine, scope, parameters, principal, signal } = call;
  const request = resolveExportRequest(scope, parameters, backend.config.defaultFormat);
  const byEmail = parameters.delivery === 'email';
  const asked = { request, scope, user: userOf(principal), actor: actorOf(call), byEmail, sharesFile };
  return prepareOrQueue({ ...backend, engine }, asked, signal);
}
