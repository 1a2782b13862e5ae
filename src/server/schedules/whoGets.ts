import { type Refusal, SIGN_IN_DAYS } from '../../contract/responses/schedules';
import { principalOf } from '../access/principal';
import { isFresh, lastSignIn, type SignIn } from '../access/signIns';
import { type Asked, askedBy, queryOf, Refused } from './asked';
import type { RunRow } from './runStore';
import type { ScheduleServices } from './scheduleServices';
import type { StoredSchedule } from './scheduleStore';

/** Decided at each run, by the rights of the last sign-ins of its owner and its recipient. */
export type Decision =
  | { asked: Asked; recipient: SignIn }
  /** For everybody, or for this recipient alone. */
  | { refusal: Refusal; words: string; isForAll: boolean };

type Deciding = Pick<ScheduleServices, 'state' | 'keys' | 'config' | 'now'> & {
  sessions: Pick<ScheduleServices['sessions'], 'revocations'>;
};

export async function whoGets(services: Deciding, schedule: StoredSchedule, run: RunRow): Promise<Decision> {
  const isOwn = run.user_id === schedule.ownerId;
  const read = (userId: string) => freshSignIn(services, userId);
  try {
    const owner = await read(schedule.ownerId);
    const permissions = owner.user.permissions;
    if (!isOwn && !permissions.includes('shareReports')) {
      throw new Refused('permission', 'This needs the permission "shareReports"');
    }
    const { query } = await queryOf(services.state, schedule.plan, schedule.ownerId);
    // Its owner is told what came of it, an alert's value too: a view that it follows may name by now what they may not see.
    const own = decide(services, schedule, owner, query);
    if (isOwn) return own;
    const theirs = async () => decide(services, schedule, await read(run.user_id), query);
    return await theirs().catch(forRecipient);
  } catch (error) {
    if (error instanceof OfRecipient) return { refusal: error.why.reason, words: error.why.message, isForAll: false };
    if (error instanceof Refused) return { refusal: error.reason, words: error.message, isForAll: true };
    throw error;
  }
}

/** @throws Refused */
function decide({ config, now }: Deciding, { plan }: StoredSchedule, reader: SignIn, query: string) {
  const asked = askedBy(config, plan, query, principalOf(reader.user, config.privacyLevel), now());
  return { asked, recipient: reader };
}

/** @throws Refused */
async function freshSignIn({ state, keys, sessions, now }: Deciding, userId: string): Promise<SignIn> {
  const signIn = await lastSignIn(state, keys, sessions.revocations, userId);
  if (signIn !== undefined && isFresh(signIn, now(), SIGN_IN_DAYS)) return signIn;
  throw new Refused('signIn', `The last sign-in is more than ${SIGN_IN_DAYS} days ago, or its token was revoked`);
}

class OfRecipient extends Error {
  readonly why: Refused;

  constructor(why: Refused) {
    super(why.message);
    this.why = why;
  }
}

function forRecipient(error: unknown): never {
  throw error instanceof Refused ? new OfRecipient(error) : error;
}
