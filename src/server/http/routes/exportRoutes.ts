import { ApiError } from '../../../contract/errors';
import { formatTickets } from '../../../contract/format/format';
import { EXPORT_PARAMETERS, parseExportRequest } from '../../../contract/query/requests';
import { preparedAnswerSchema, type QueuedAnswer, queuedAnswerSchema } from '../../../contract/responses/responses';
import { requireVisible } from '../../access/caller';
import type { PreparedFile } from '../../exports/preparedFiles';
import { countRows, type TicketScope } from '../../tickets/rows';
import { pathParameter, type SignedInCall, type SignedInRoute, scopeOf, ticketJson } from '../route';
import { FILE_TYPES, sendFile } from './sendFile';

/** Where a prepared file is fetched, below /api/mind. */
const FILES_PATH = '/export/files';
const QUEUED = { description: 'The result is too large to wait for: queued', schema: queuedAnswerSchema };

export const exportRoute: SignedInRoute = {
  method: 'get',
  path: '/export/reporting_tickets',
  summary: 'Matching tickets as a file, or a confirmation that the file will be mailed',
  access: ['reportTickets', 'exportData'],
  readsTickets: true,
  parameters: EXPORT_PARAMETERS,
  answers: {
    200: { description: 'The file', types: FILE_TYPES },
    202: QUEUED,
  },
  async handle(call) {
    const outcome = await prepareOrQueue(call);
    if ('queued' in outcome) return ticketJson(call.context, outcome.scope, outcome.queued, 202);
    call.context.header('X-As-Of', outcome.file.asOf);
    try {
      return await sendFile(call.context, outcome.file);
    } finally {
      await call.backend.prepared.remove(outcome.file.id);
    }
  },
};

export const prepareRoute: SignedInRoute = {
  method: 'post',
  path: '/export/reporting_tickets/prepare',
  summary: 'Makes the file of an export and tells where it waits, or queues it',
  access: ['reportTickets', 'exportData'],
  readsTickets: true,
  parameters: EXPORT_PARAMETERS,
  answers: {
    200: { description: 'The file is whole and waits at url', schema: preparedAnswerSchema },
    202: QUEUED,
  },
  async handle(call) {
    const outcome = await prepareOrQueue(call);
    if ('queued' in outcome) return ticketJson(call.context, outcome.scope, outcome.queued, 202);
    const { id, rows, bytes } = outcome.file;
    return ticketJson(call.context, outcome.scope, { url: `/api/mind${FILES_PATH}/${id}`, rows, bytes });
  },
};

export const preparedFileRoute: SignedInRoute = {
  method: 'get',
  path: `${FILES_PATH}/{id}`,
  summary: 'Downloads a prepared file; its own maker only',
  access: ['reportTickets', 'exportData'],
  answers: {
    200: { description: 'The file', types: FILE_TYPES, asOf: true },
    404: { description: 'Unknown, expired, or another user’s' },
  },
  async handle({ context, backend, caller, principal }) {
    const file = backend.prepared.find(pathParameter(context, 'id'), caller.id);
    if (file === undefined) throw new ApiError('notFound', 'This file is no longer here');
    // Rights can be withdrawn between making and download: the file is then no longer theirs to read.
    requireVisible(file.names, principal);
    context.header('X-As-Of', file.asOf);
    return sendFile(context, file);
  },
};

type Outcome = { scope: TicketScope } & ({ file: PreparedFile } | { queued: QueuedAnswer });

/** Makes the file at once when it is small enough to wait for, else accepts a job for it. */
async function prepareOrQueue({ backend, search, caller, principal, signal }: SignedInCall): Promise<Outcome> {
  const { config, engine, exports, prepared, publicUrl } = backend;
  const request = parseExportRequest(search, principal, config.defaultFormat);
  const { format, limit, offset, csvSafe, csvDialect } = request;
  const scope = scopeOf(backend, request);
  const matching = await countRows(engine, scope, { signal });
  const rows = Math.max(0, Math.min(matching - offset, limit ?? matching));
  if (rows > config.syncRows[format]) {
    const job = await exports.submit(caller, request, scope.asOf.time, rows);
    const message = `Your export of ${formatTickets(rows)} is being prepared and will be sent to your email: ${caller.email}`;
    return { scope, queued: { status: 'queued', message, jobId: job.id, rows, deliverTo: job.deliver_to } };
  }
  const page = limit === undefined ? { offset } : { limit, offset };
  const maker = { email: caller.email, publicUrl };
  const wanted = { scope, format, csvSafe, csvDialect, maker, ...page };
  const file = await prepared.prepare(wanted, rows, caller.id, signal);
  return { scope, file };
}
