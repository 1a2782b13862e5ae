import type { SESSION_ENDPOINTS } from '../../../contract/endpoints/sessionEndpoints';
import { hiddenColumns, type Principal, type PrivacyLevel, visibleColumns } from '../../../contract/privacy';
import { lowered } from '../../../contract/query/ticketQuery';
import type { Profile } from '../../../contract/responses/sessionResponses';
import { ownerOf, principalOf, type SignedInPrincipal, type User, userOf } from '../../access/principal';
import { authenticate, endSession } from '../../access/session';
import { type RecordSignIn, type SignInOutcome, signInByLink, signInByToken } from '../../access/signIn';
import { noteLanguage, recordProof } from '../../access/signIns';
import type { Backend } from '../../backend';
import { withVisibleColumns } from '../../sync/syncStatus';
import { readColumnBytes } from '../../tickets/columnBytes';
import { readStoreFacts } from '../../tickets/storeFacts';
import { refusalFor } from '../../views/storedQuery';
import { defaultViewOf } from '../../views/viewStore';
import { actorOf } from '../call/auditing';
import { accepted, type BaseCall, type HandlersOf, NO_CONTENT, ok } from '../call/handler';
import { languageOf } from '../call/languageOf';
import { type DocumentBody, documentBodyFor } from '../openApi/documentBody';

/** Anybody may read the document; whoever is not signed in sees the columns that exist for everybody. */
const NOBODY: Principal = { level: 'none', permissions: [] };

export const sessionHandlers: HandlersOf<typeof SESSION_ENDPOINTS> = {
  'GET /health': () => ok({ status: 'ok' }),

  'GET /docs': (call) => documentFor(call, 'page', 'text/html; charset=utf-8'),

  'GET /docs/open-api': (call) => documentFor(call, 'json', 'application/json'),

  async 'GET /profile'({ backend, principal, context }) {
    const language = languageOf(context);
    if (language !== undefined) await noteLanguage(backend.state, ownerOf(principal), language);
    return ok(await profileOf(backend, principal));
  },

  'GET /session': ({ backend }) => ok({ loginUrl: backend.config.loginUrl ?? null }),

  async 'POST /session'(call) {
    const { context, backend, body, asLevel } = call;
    const { sessions, config } = backend;
    const outcome = await signInByToken(context, sessions, body, config.privacyLevel, recordSignIn(call, 'by a token'));
    return answer(backend, outcome, asLevel);
  },

  async 'POST /session/link'(call) {
    const { context, backend, body, asLevel } = call;
    const { sessions, config } = backend;
    const outcome = await signInByLink(context, sessions, body, config.privacyLevel, recordSignIn(call, 'by a link'));
    return answer(backend, outcome, asLevel);
  },

  async 'DELETE /session'(call) {
    const user = await endSession(call.context, call.backend.sessions);
    if (user !== undefined) noteSignedOut(call, user);
    return NO_CONTENT;
  },
};

type DocumentCall = BaseCall & { asLevel: PrivacyLevel | undefined };

async function documentFor({ context, backend, asLevel }: DocumentCall, form: keyof DocumentBody, type: string) {
  const { sessions, config } = backend;
  const principal: Principal = await authenticate(context, sessions, config.privacyLevel).catch(() => NOBODY);
  const { bytes, etag } = documentBodyFor(lowered(principal, asLevel))[form];
  context.header('ETag', etag);
  context.header('Cache-Control', 'private, no-cache');
  context.header('Vary', 'Authorization, Cookie');
  if (context.req.header('If-None-Match') === etag) return context.body(null, 304);
  context.header('Content-Type', type);
  return context.body(bytes);
}

type SessionCall = Pick<BaseCall, 'backend' | 'context'>;

/** @param how they signed in. */
function recordSignIn(call: SessionCall, how: string): RecordSignIn {
  return async (principal, replaced, tokenId) => {
    const { state, keys, now } = call.backend;
    await recordProof(state, keys, { user: userOf(principal), tokenId, language: languageOf(call.context) }, now());
    const detail = replaced === undefined ? how : `${how}, in place of ${replaced.email}`;
    await call.backend.audit.record({ kind: 'signedIn', ...actorOf({ ...call, principal }), detail });
    if (replaced !== undefined) noteSignedOut(call, replaced, `${principal.email} signed in in this browser`);
  };
}

function noteSignedOut(call: SessionCall, user: User, detail?: string): void {
  const principal = principalOf(user, call.backend.config.privacyLevel);
  call.backend.audit.note({ kind: 'signedOut', ...actorOf({ ...call, principal }), level: null, detail });
}

async function answer(backend: Backend, outcome: SignInOutcome, asLevel: PrivacyLevel | undefined) {
  if ('question' in outcome) return accepted(outcome.question);
  return ok(await profileOf(backend, lowered(outcome.principal, asLevel)));
}

async function profileOf({ config, engine, state, sync }: Backend, principal: SignedInPrincipal): Promise<Profile> {
  const [{ newestChange, newestCreation, demo }, columnBytes, opensWith] = await Promise.all([
    readStoreFacts(engine),
    readColumnBytes(engine, visibleColumns(principal)),
    defaultViewOf(state, ownerOf(principal)).then((view) => view?.query),
  ]);
  const { id, email, name, permissions } = principal;
  return {
    id,
    email,
    name,
    permissions,
    privacyLevel: principal.level,
    hiddenColumns: [...hiddenColumns(principal)],
    timeZone: config.timeZone,
    limits: { syncRows: config.syncRows },
    defaultFormat: config.defaultFormat,
    columnBytes,
    dataAsOf: newestChange,
    ticketUrl: config.ticketUrl,
    newestCreatedAt: newestCreation,
    targetRate: config.targetRate,
    workingHours: config.workingHours?.words ?? null,
    hasSubject: config.subjectPath !== null,
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
