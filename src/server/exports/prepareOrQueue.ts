import { formatTickets } from '../../contract/format/format';
import type { ExportRequest } from '../../contract/query/requests';
import type { QueuedResponse } from '../../contract/responses/exportResponses';
import { ownerOf, type User } from '../access/principal';
import type { AuditedQuery } from '../audit/auditedQuery';
import type { Actor, NewEntry } from '../audit/newEntry';
import { countRows, type TicketScope } from '../tickets/rows';
import type { ExportServices } from './exportServices';
import type { ExportService } from './jobs/exportService';
import type { JobRow } from './jobs/jobStore';
import { requestKeyOf } from './jobs/requestText';
import { auditedJob } from './jobs/storedExport';
import type { PreparedFile, PreparedFiles } from './preparedFiles';

/** The file, whole, or the confirmation that it will be mailed; with a job whose file is the same and there already. */
export type PreparedOrQueued = { file: PreparedFile } | { queued: QueuedResponse; kept?: KeptFile };

interface KeptFile {
  jobId: string;
  rows: number;
  bytes: number;
}

interface Makers extends ExportServices {
  exports: ExportService;
  prepared: PreparedFiles;
}

/** Who asks for what. */
interface AskedExport {
  request: ExportRequest;
  scope: TicketScope;
  user: User;
  actor: Actor;
  /** Mailed, whatever its size. */
  byEmail: boolean;
  /** Whether a file that waits for its download may be given once more; it must then not be removed. */
  sharesFile: boolean;
}

/**
 * Makes a file at once when it is small enough to wait for, else accepts a job for it. What is there already of the same
 * request is not made twice.
 * @param signal aborted when the client goes away: then nothing is kept of a file that was being made.
 * @throws ApiError when there is no room for it.
 */
export async function prepareOrQueue(
  makers: Makers,
  { request, scope, user, actor, byEmail, sharesFile }: AskedExport,
  signal: AbortSignal,
): Promise<PreparedOrQueued> {
  const { audit, config, engine, exports, prepared, publicUrl } = makers;
  const { format, limit, offset, csvSafe, csvDialect, headers, language } = request;
  const matching = await countRows(engine, scope, { signal });
  const rows = Math.max(0, Math.min(matching - offset, limit ?? matching));
  if (byEmail || rows > config.syncRows[format]) {
    // A file that is there does not come by mail.
    const kept = byEmail ? undefined : await exports.kept(user, request);
    if (kept !== undefined) {
      // With an address to go to, its download is what is recorded.
      if (!sharesFile) audit.note({ kind: 'queued', ...actor, ...keptEntry(kept) });
      return keptOutcome(kept, rows);
    }
    const job = await exports.submit({ user, actor, request, asOf: scope.asOf, rows });
    const message = `Your export of ${formatTickets(rows)} is being prepared and will be sent to your email: ${user.email}`;
    return { queued: { status: 'queued', message, jobId: job.id, rows, deliverTo: job.deliver_to } };
  }
  const key = sharesFile ? requestKeyOf(makers, user, request) : null;
  const same = await prepared.findSame(ownerOf(user), key);
  if (same !== undefined) return { file: same };
  const page = limit === undefined ? { offset } : { limit, offset };
  const maker = { email: user.email, publicUrl };
  const wanted = { scope, format, csvSafe, csvDialect, headers, language, maker, ...page };
  return { file: await prepared.prepare(wanted, { rows, userId: ownerOf(user), key, waits: sharesFile }, signal) };
}

function keptEntry(kept: JobRow): Pick<NewEntry, 'detail' | 'rows'> & AuditedQuery {
  return { detail: `${kept.format}, whose file is there already`, rows: kept.rows ?? undefined, ...auditedJob(kept) };
}

function keptOutcome({ id, deliver_to: deliverTo, rows, bytes }: JobRow, requested: number): PreparedOrQueued {
  const message = `Your export of ${formatTickets(rows ?? requested)} is there already: the file of the same request was sent to your email: ${deliverTo}, and can be downloaded from your exports`;
  const kept = { jobId: id, rows: rows ?? requested, bytes: bytes ?? 0 };
  return { queued: { status: 'queued', message, jobId: id, rows: requested, deliverTo }, kept };
}
