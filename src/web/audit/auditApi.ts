import { json } from '../../contract/endpoints/response';
import { type AuditList, auditListSchema } from '../../contract/responses/auditResponses';
import { sendDeclared } from '../api/send';

/** @param search the parameters as they stand in the page's address. */
export async function getAudit(search: string, signal: AbortSignal): Promise<AuditList> {
  const parameters = Object.fromEntries(new URLSearchParams(search));
  return (await sendDeclared('GET /audit', { 200: json(auditListSchema) }, { parameters }, signal)).body;
}
