import { randomUUID } from 'node:crypto';
import { COLUMN_IDS } from '../../../contract/columns/columns';
import { SERVER_TEXTS } from '../../../contract/languages/serverTexts';
import type { ExportRequest } from '../../../contract/query/requests';
import { describeExport } from '../../../contract/sentences/describeExport';
import { spokenIn } from '../../../contract/texts/texts';
import { ownerOf, type User } from '../../access/principal';
import { selectedColumns, type TicketScope } from '../../tickets/rows';
import type { ExportServices } from '../exportServices';
import type { FileFacts } from '../files/exportFile';
import type { Receipt } from '../files/receipt';
import { signed } from './jobStore';
import { fingerprintOf, jobText } from './requestText';

/** Downloads in the list of their owner's exports, with their receipts; their files are not kept. */

/** Of a user; a program can download every minute. */
const KEPT = 100;

/** What was asked for and made. */
export interface Download extends FileFacts {
  request: Omit<ExportRequest, 'query' | 'visible'> & { scope: TicketScope };
  sha256: string;
}

/** Records a download that was given; the oldest beyond those that are kept go. */
export async function recordDownloaded(services: ExportServices, user: User, download: Download): Promise<void> {
  const { state, keys, config } = services;
  const { scope, ...file } = download.request;
  const request: ExportRequest = { ...file, query: scope.query, visible: scope.visible };
  const query = jobText(request, scope.asOf);
  const row = {
    id: randomUUID(),
    user_id: ownerOf(user),
    caller: user,
    query,
    deliver_to: user.email,
    level: config.privacyLevel,
  };
  const { signedAt, signature } = signed(keys, row);
  await state.query(
    `WITH old AS (DELETE FROM export_jobs WHERE id IN (
       SELECT id FROM export_jobs WHERE user_id = $2 AND delivery = 'download'
       ORDER BY requested_at DESC, id OFFSET ${KEPT - 1}))
     INSERT INTO export_jobs (id, user_id, user_tag, caller, query, fingerprint, format, state, delivery, rows_requested,
       rows, bytes, bytes_expected, sha256, columns, receipt, deliver_to, requested_at, finished_at, level, signed_at, signature)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'sent', 'download', $8, $8, $9, $9, $10, $11, $12, $13, now(), now(), $14, $15, $16)`,
    [
      row.id,
      row.user_id,
      keys.userTag(row.user_id),
      user,
      query,
      fingerprintOf(request, scope.asOf.time),
      request.format,
      download.rows,
      download.bytes,
      download.sha256,
      [...selectedColumns(scope)],
      receiptOf(request, scope),
      user.email,
      row.level,
      signedAt,
      signature,
    ],
  );
}

function receiptOf(request: ExportRequest, { visible, asOf }: TicketScope): Receipt {
  const hiddenColumns = COLUMN_IDS.filter((id) => !visible.includes(id));
  const words = spokenIn(SERVER_TEXTS[request.language], () => describeExport(request));
  return { words, asOf: asOf.time, timeZone: asOf.timeZone, hiddenColumns };
}
