import type { SESSION_ENDPOINTS } from '../../../contract/endpoints/sessionEndpoints';
import { hiddenColumns, type Principal, visibleColumns } from '../../../contract/privacy';
import { lowered } from '../../../contract/query/ticketQuery';
import type { Profile } from '../../../contract/responses/sessionResponses';
import { type SignedInPrincipal, userOf } from '../../access/principal';
import { authenticate, endSession, startSession } from '../../access/session';
import type { Backend } from '../../backend';
import { withVisibleColumns } from '../../sync/syncStatus';
import { readColumnBytes } from '../../tickets/columnBytes';
import { readStoreFacts } from '../../tickets/storeFacts';
import { refusalFor } from '../../views/storedQuery';
import { defaultViewOf } from '../../views/viewStore';
import { clientOf } from '../call/clientOf';
import { type HandlersOf, NO_CONTENT, ok } from '../call/handler';
import { documentBodyFor } from '../openApi/documentBody';

/** Anybody may read the document; whoever is not signed in sees the columns that exist for everybody. */
const NOBODY: Principal = { level: 'none', permissions: [] };

export const sessionHandlers: HandlersOf<typeof SESSION_ENDPOINTS> = {
  'GET /health': () => ok({ status: 'ok' }),

  async 'GET /docs/open-api'({ context, backend: { sessions, config }, asLevel }) {
    const principal: Principal = await authenticate(context, sessions, config.privacyLevel).catch(() => NOBODY);
    const { json, etag } = documentBodyFor(lowered(principal, asLevel));
    context.header('ETag', etag);
    context.header('Cache-Control', 'private, no-cache');
    context.header('Vary', 'Authorization, Cookie');
    if (context.req.header('If-None-Match') === etag) return context.body(null, 304);
    context.header('Content-Type', 'application/json');
    return context.body(json);
  },

  async 'GET /profile'({ backend, principal }) {
    return ok(await profileOf(backend, principal));
  },

  'GET /session': ({ backend }) => ok({ loginUrl: backend.config.loginUrl ?? null }),

  async 'POST /session'({ context, backend, body, asLevel }) {
    const { audit, sessions, config } = backend;
    const client = clientOf(context, config.trustedProxies);
    const principal = await startSession(context, sessions, body.token, config.privacyLevel, ({ id, email, level }) =>
      audit.record({ kind: 'signedIn', userId: id, userEmail: email, level, ...client }),
    );
    return ok(await profileOf(backend, lowered(principal, asLevel)));
  },

  async 'DELETE /session'({ context, backend }) {
    const user = await endSession(context, backend.sessions);
    if (user !== undefined) {
      const actor = { userId: user.id, userEmail: user.email, level: null };
      backend.audit.note({ kind: 'signedOut', ...actor, ...clientOf(context, backend.config.trustedProxies) });
    }
    return NO_CONTENT;
  },
};

async function profileOf({ config, engine, state, sync }: Backend, principal: SignedInPrincipal): Promise<Profile> {
  const [{ newestChange, demo }, columnBytes, opensWith] = await Promise.all([
    readStoreFacts(engine),
    readColumnBytes(engine, visibleColumns(principal)),
    defaultViewOf(state, principal.id).then((view) => view?.query),
  ]);
  return {
    ...userOf(principal),
    privacyLevel: principal.level,
    hiddenColumns: [...hiddenColumns(principal)],
    timeZone: config.timeZone,
    limits: { syncRows: config.syncRows },
    defaultFormat: config.defaultFormat,
    columnBytes,
    dataAsOf: newestChange,
    demoData: demo,
    sync: syncFor(await sync.status(), principal),
    defaultView: opensWith === undefined || refusalFor(opensWith, principal) !== undefined ? null : opensWith,
  };
}

/** That the mirror is behind concerns every reader; what the other instance answered, those who run it. */
function syncFor(status: Profile['sync'], principal: Principal): Profile['sync'] {
  if (status === null) return null;
  const own = withVisibleColumns(status, principal);
  return principal.permissions.includes('importTickets') ? own : { ...own, reason: null, leftOutColumns: [] };
}
