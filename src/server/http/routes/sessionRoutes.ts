import { z } from 'zod';
import { hiddenColumns, type Principal, visibleColumns } from '../../../contract/privacy';
import { lowered } from '../../../contract/query/ticketQuery';
import { healthSchema, type Profile, profileSchema, signInWaysSchema } from '../../../contract/responses/responses';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { type Caller, principalOf } from '../../access/caller';
import { endSession, startSession } from '../../access/session';
import type { Backend } from '../../backend';
import { readColumnBytes } from '../../tickets/columnBytes';
import { readStoreFacts } from '../../tickets/storeFacts';
import { refusalFor } from '../../views/storedQuery';
import { defaultViewOf } from '../../views/viewStore';
import type { PublicRoute, SignedInRoute } from '../route';
import { jsonBody } from './jsonBody';

export const healthRoute: PublicRoute = {
  method: 'get',
  path: '/health',
  summary: 'Liveness',
  access: 'public',
  answers: { 200: { description: 'The server and its stores answer', schema: healthSchema } },
  handle: ({ context }) => context.json({ status: 'ok' }),
};

export const profileRoute: SignedInRoute = {
  method: 'get',
  path: '/profile',
  summary: 'The signed-in user, and what the page needs to know',
  access: [],
  answers: { 200: { description: 'Profile', schema: profileSchema, asOf: true } },
  async handle({ context, backend, caller, principal }) {
    context.header('X-As-Of', wallTimeIn(backend.config.timeZone, backend.now()));
    return context.json(await profileOf(backend, caller, principal));
  },
};

const signInSchema = z.object({ token: z.string().min(1) });
/** Anybody may send one. A token that is far too long is still answered as any other that is not valid. */
const MAX_SIGN_IN_BYTES = 128 * 1024;

export const sessionRoute: PublicRoute = {
  method: 'get',
  path: '/session',
  summary: 'Where to sign in',
  access: 'public',
  answers: { 200: { description: 'The deployment’s sign-in page, if it has one', schema: signInWaysSchema } },
  handle: ({ context, backend }) => context.json({ loginUrl: backend.config.loginUrl ?? null }),
};

export const signInRoute: PublicRoute = {
  method: 'post',
  path: '/session',
  summary: 'Trades a token for a session cookie',
  access: 'public',
  body: signInSchema,
  answers: {
    200: { description: 'Signed in', schema: profileSchema, asOf: true },
    401: { description: 'The token is not valid' },
  },
  async handle({ context, backend, asLevel }) {
    const { token } = await jsonBody(context, signInSchema, MAX_SIGN_IN_BYTES);
    const caller = await startSession(context, backend.sessions, token);
    context.header('X-As-Of', wallTimeIn(backend.config.timeZone, backend.now()));
    const principal = lowered(principalOf(caller, backend.config.privacyLevel), asLevel);
    return context.json(await profileOf(backend, caller, principal));
  },
};

export const signOutRoute: PublicRoute = {
  method: 'delete',
  path: '/session',
  summary: 'Signs out',
  access: 'public',
  answers: { 204: { description: 'The session has ended, and its cookie is gone' } },
  async handle({ context, backend }) {
    await endSession(context, backend.sessions);
    return context.body(null, 204);
  },
};

async function profileOf(
  { config, engine, state, sync }: Backend,
  caller: Caller,
  principal: Principal,
): Promise<Profile> {
  const [{ newestChange, demo }, columnBytes, opensWith] = await Promise.all([
    readStoreFacts(engine),
    readColumnBytes(engine, visibleColumns(principal)),
    defaultViewOf(state, caller.id).then((view) => view?.query),
  ]);
  return {
    ...caller,
    privacyLevel: principal.level,
    hiddenColumns: [...hiddenColumns(principal)],
    timeZone: config.timeZone,
    limits: { syncRows: config.syncRows },
    defaultFormat: config.defaultFormat,
    columnBytes,
    dataAsOf: newestChange,
    demoData: demo,
    sync: withReason(await sync.status(), caller),
    defaultView: opensWith === undefined || refusalFor(opensWith, principal) !== undefined ? null : opensWith,
  };
}

/** That the mirror is behind concerns every reader; what the other instance answered, those who run it. */
function withReason(status: Profile['sync'], { permissions }: Caller): Profile['sync'] {
  return status === null || permissions.includes('importTickets') ? status : { ...status, reason: null };
}
