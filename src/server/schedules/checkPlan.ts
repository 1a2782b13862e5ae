import { ApiError, badParameter } from '../../contract/errors';
import { ownerOf, principalOf, type SignedInPrincipal } from '../access/principal';
import { lastSignInBy } from '../access/signIns';
import type { StateQuery } from '../state/stateStore';
import { queryToStore, refusalFor } from '../views/storedQuery';
import { usableView } from '../views/viewStore';
import { askedBy, queryOf, Refused, requirePermitted } from './asked';
import type { Plan } from './schedulePlan';
import type { ScheduleServices } from './scheduleServices';
import type { StoredSchedule } from './scheduleStore';

/** Whether a schedule can be kept: its owner and its recipients may have what it mails. Each run decides it again. */

type PlanServices = Pick<ScheduleServices, 'config' | 'keys' | 'sessions' | 'now'> & { state: StateQuery };

/** The plan as it is kept, once its owner and all recipients may have it. @throws ApiError that names the parameter. */
export async function checkedPlan(
  services: PlanServices,
  principal: SignedInPrincipal,
  plan: Plan,
  checksOthers = true,
): Promise<Plan> {
  const kept = { ...plan, ...(await keptReport(services.state, principal, plan)) };
  if (kept.delivery.kind === 'alert' && kept.delivery.figure === 'breachRate' && kept.delivery.value > 1) {
    throw badParameter('delivery.value', 'delivery.value is not a rate', 'a number from 0 to 1');
  }
  try {
    requirePermitted(principal, kept.delivery);
  } catch (error) {
    if (error instanceof Refused) throw new ApiError('forbidden', error.message, { parameter: 'delivery' });
    throw error;
  }
  const { query } = await queryOf(services.state, kept, ownerOf(principal));
  for (const { userId, email } of kept.recipients) {
    if (userId === ownerOf(principal)) askedOrRefused(services, kept, query, principal, email, 'query');
    else if (checksOthers) {
      const signIn = await lastSignInBy(services.state, services.keys, services.sessions.revocations, email);
      if (signIn === undefined) throw unknownRecipient(email);
      const reader = principalOf(signIn.user, services.config.privacyLevel);
      askedOrRefused(services, kept, query, reader, email, 'recipients');
    }
  }
  return kept;
}

function askedOrRefused(
  { config, now }: PlanServices,
  plan: Plan,
  query: string,
  reader: SignedInPrincipal,
  email: string,
  parameter: string,
): void {
  try {
    askedBy(config, plan, query, reader, now());
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (parameter === 'query') throw new ApiError('forbidden', error.message, { parameter });
    // What of it is not for them is theirs to know.
    throw badParameter(parameter, `${email} may not see this report`, 'addresses of colleagues who may see it');
  }
}

export async function requireStillSeen(
  store: StateQuery,
  principal: SignedInPrincipal,
  { plan, ownerId }: StoredSchedule,
) {
  const report = await queryOf(store, plan, ownerId).catch((error: unknown) => {
    if (error instanceof Refused) throw new ApiError('conflict', error.message, { parameter: 'view' });
    throw error;
  });
  if (refusalFor(report.query, principal) !== undefined) throw notForThem('query');
}

function notForThem(parameter: string): ApiError {
  return new ApiError('forbidden', 'This report names what is not available to you', { parameter });
}

async function keptReport(
  store: StateQuery,
  principal: SignedInPrincipal,
  { query, view }: Pick<Plan, 'query' | 'view'>,
): Promise<Pick<Plan, 'query' | 'view'>> {
  if ((query === undefined) === (view === undefined)) {
    throw badParameter('query', 'query or view is missing, or both are there', 'one of the two');
  }
  if (view === undefined) return { query: queryToStore(query ?? '', principal) };
  const found = await usableView(store, ownerOf(principal), view);
  if (found === undefined) throw badParameter('view', 'There is no such view', 'the id of a saved view');
  if (refusalFor(found.query, principal) !== undefined) throw notForThem('view');
  return { view };
}

export async function recipientsOf(
  { state, keys, sessions }: ScheduleServices,
  principal: SignedInPrincipal,
  emails: readonly string[] = [principal.email],
): Promise<Plan['recipients']> {
  const own = principal.email.toLowerCase();
  const others = [...new Set(emails.map((email) => email.toLowerCase()))].filter((email) => email !== own);
  if (others.length > 0 && !principal.permissions.includes('shareReports')) {
    throw new ApiError('forbidden', 'This needs the permission "shareReports"', { parameter: 'recipients' });
  }
  const self = emails.some((email) => email.toLowerCase() === own)
    ? [{ userId: ownerOf(principal), email: principal.email }]
    : [];
  const found = await Promise.all(
    others.map(async (email) => {
      const signIn = await lastSignInBy(state, keys, sessions.revocations, email);
      if (signIn === undefined) throw unknownRecipient(email);
      return { userId: ownerOf(signIn.user), email: signIn.user.email };
    }),
  );
  return [...self, ...found];
}

function unknownRecipient(email: string): ApiError {
  return badParameter(
    'recipients',
    `Nobody with the address ${email} has signed in here`,
    'addresses of colleagues who have signed in',
  );
}
