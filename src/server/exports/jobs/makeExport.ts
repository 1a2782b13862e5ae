import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { logger } from '../../log/logger';
import { openFile } from '../../process/openFile';
import { selectedColumns } from '../../tickets/rows';
import { readTable } from '../../tickets/storeFacts';
import type { ExportServices } from '../exportServices';
import { makeFile } from '../files/exportFile';
import { sha256Of } from '../files/intactFile';
import type { Attempt } from './attempt';
import { assertQuotaLeft, type OwnFiles, ownFiles } from './diskQuota';
import { recordFile, recordProgress } from './jobRecords';
import { fileStem } from './leases';
import { rowsWritten } from './partProgress';
import { readStoredExport } from './storedExport';

/** How often a growing file is looked at: for progress, and for the room that it takes. */
const WATCH_MS = 500;

/**
 * Makes a job's file and records it: rights again, file, its rows counted, size and checksum. With the record its
 * mail is in line. The file has a name that no other try uses.
 */
export async function makeExport(attempt: Attempt): Promise<void> {
  const { services, job, lease, controller } = attempt;
  const { request, scope, receipt } = readStoredExport(services, job);
  const { config, engine } = services;
  const { format } = request;
  const fileName = `${fileStem(lease)}.${format}`;
  const path = join(config.exports.folder, fileName);
  const payer = job.charged_to ?? job.user_id;
  const isOwn = await ownFiles(services, payer);
  const { version: before } = await readTable(engine);
  // A workbook counts its rows as they come; of text the engine writes nobody knows but from its size.
  let counted = 0;
  const rowsSoFar = (part: string) => (format === 'xlsx' ? counted : rowsWritten(part, format));
  const unwatch = watchPart(attempt, isOwn, () => rowsSoFar(`${path}.part`));
  const onRows = (rows: number) => {
    counted = rows;
  };
  const maker = { email: job.caller.email, publicUrl: services.publicUrl };
  const share = engine.forCaller(payer);
  const facts = await makeFile(share, { ...request, scope, maker, onRows }, path, controller.signal).finally(unwatch);
  const sha256 = await inspect(services, isOwn, path).catch(async (error: unknown) => {
    await rm(path, { force: true });
    throw error;
  });
  const expiresAt = new Date(services.now().getTime() + config.exports.keepSeconds * 1000);
  const dataVersion = (await readTable(engine)).version === before ? before : null;
  const file = { ...facts, dataVersion, fileName, sha256, columns: selectedColumns(scope), expiresAt, receipt };
  // Of a record that fails nobody knows whether it was made: the file stays, and the sweep removes it if it was not.
  const recorded = await recordFile(services.state, lease, file);
  // Cancelled, or taken over: the file is nobody's.
  if (!recorded) return rm(path, { force: true });
  logger.info({ jobId: job.id, format, rows: file.rows, bytes: file.bytes }, 'export made');
}

/** The checksum of a file that there is room for: a small one may be whole before it was looked at once. */
async function inspect(services: ExportServices, isOwn: OwnFiles, path: string): Promise<string> {
  await assertQuotaLeft(services, isOwn);
  const file = await openFile(path);
  try {
    return await sha256Of(file);
  } finally {
    await file.close();
  }
}

/** Reports rows while a file is written, and stops a file that there is no room for. */
function watchPart(attempt: Attempt, isOwn: OwnFiles, rowsSoFar: () => number | Promise<number>): () => void {
  const { services, job, lease, controller } = attempt;
  let looking = false;
  let reported = 0;
  const look = async () => {
    await assertQuotaLeft(services, isOwn);
    const rows = Math.min(await rowsSoFar(), job.rows_requested);
    if (rows <= reported) return;
    // The file does not need the store; while that is away only the news of it is lost.
    reported = await recordProgress(services.state, lease, rows).then(
      () => rows,
      () => reported,
    );
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch((error: unknown) => controller.abort(error))
      .finally(() => {
        looking = false;
      });
  }, WATCH_MS);
  return () => clearInterval(timer);
}
