import type { AUDIT_ENDPOINTS } from '../../../contract/endpoints/auditEndpoints';
import { AUDIT_CSV_TYPE } from '../../../contract/endpoints/auditEndpoints';
import { SERVER_TEXTS } from '../../../contract/languages/serverTexts';
import { encodeQueryString } from '../../../contract/query/queryString';
import { say, spokenIn } from '../../../contract/texts/texts';
import { auditCsv, auditWords } from '../../audit/auditCsv';
import { actorOf } from '../call/auditing';
import { type Call, type HandlersOf, ok } from '../call/handler';

const AUDIT = 'GET /audit';
type AuditCall = Call<typeof AUDIT, (typeof AUDIT_ENDPOINTS)[typeof AUDIT]>;

const PAGE = 50;

export const auditHandlers: HandlersOf<typeof AUDIT_ENDPOINTS> = {
  async [AUDIT](call) {
    const { backend, context, parameters, signal } = call;
    const { format, limit, before, headers, language, ...filter } = parameters;
    const chosen = { ...filter, timeZone: backend.config.timeZone };
    const entry = { ...actorOf(call), query: queryOf(filter) };
    if (format === 'json') {
      backend.audit.noteOnce({ kind: 'auditSeen', ...entry }, [entry.query]);
      return ok(await backend.audit.read(chosen, { limit: limit ?? PAGE, before }, signal));
    }
    await backend.audit.record({ kind: 'auditDownloaded', ...entry });
    const { words, name } = spokenIn(SERVER_TEXTS[language], () => ({
      words: auditWords(headers),
      name: say('auditFile.name'),
    }));
    const file = await auditCsv(backend.audit, chosen, { limit, before }, words, signal);
    context.header('Content-Type', AUDIT_CSV_TYPE);
    context.header('Content-Disposition', `attachment; filename="${name}.csv"`);
    return context.body(file);
  },
};

type Chosen = Omit<AuditCall['parameters'], 'format' | 'limit' | 'before' | 'headers' | 'language'>;

/** What was looked for, which is nothing of a ticket. */
function queryOf(filter: Chosen): string {
  return encodeQueryString(
    Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
  );
}
