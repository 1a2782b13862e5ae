import { ApiError } from '../../contract/errors';
import { SIGN_IN_DAYS } from '../../contract/responses/schedules';
import { say } from '../../contract/texts/texts';
import { lastSignIn } from '../access/signIns';
import { NO_ORIGIN } from '../audit/newEntry';
import { addressed, type Delivering, end, send } from './delivering';
import { endedBefore, type RunRow } from './runStore';
import { noticeMail } from './scheduleMail';
import { namedSchedule, pause, type StoredSchedule } from './scheduleStore';
import type { Decision } from './whoGets';

/** Nothing is sent to whom it is not for; its owner is told, once for as long as it stays so. */
export async function refuse(
  delivering: Delivering,
  schedule: StoredSchedule,
  { refusal, words, isForAll }: Extract<Decision, { refusal: unknown }>,
): Promise<void> {
  const { services, run } = delivering;
  const wasRunning = isForAll && schedule.nextAt !== null;
  const before = isForAll ? undefined : await endedBefore(services.state, run, ['sent', 'quiet', 'skipped', 'failed']);
  const isNews = isForAll ? wasRunning : before?.state !== 'skipped' || before.reason !== refusal;
  if (isNews) {
    const owner = await lastSignIn(services.state, services.keys, services.sessions.revocations, schedule.ownerId);
    const reader = { user: owner?.user ?? schedule.owner, language: owner?.language ?? ('en' as const) };
    const to = {
      ...addressed(delivering, schedule, { ...reader, at: run.due_at, tokenId: null }),
      // Runs of one moment that find it at once tell it under one id.
      runId: isForAll ? `${schedule.id}-${run.due_at.getTime()}` : run.id,
    };
    const lines = () => noticeLines(schedule, refusal, isForAll, run.email);
    const notice = noticeMail(services, to, lines, isForAll ? undefined : run.email);
    await send(delivering, schedule, notice).catch(unlessNoRoom);
  }
  if (isForAll) await pause(services.state, schedule.id, refusal);
  const actor = { userId: run.user_id, userEmail: run.email, level: services.config.privacyLevel, ...NO_ORIGIN };
  services.audit.noteRefused({ ...actor, detail: `the schedule ${namedSchedule(schedule)}: ${words}` });
  await end(delivering, { state: 'skipped', reason: refusal, error: words });
}

/** The schedule says it as well. */
function unlessNoRoom(error: unknown): void {
  if (!(error instanceof ApiError)) throw error;
}

function noticeLines(
  { plan: { name } }: StoredSchedule,
  refusal: NonNullable<RunRow['reason']>,
  isForAll: boolean,
  email: string,
): string[] {
  const why =
    refusal === 'signIn'
      ? say('scheduleMail.notice.signIn', { days: SIGN_IN_DAYS })
      : say(`scheduleMail.notice.${refusal}`);
  if (isForAll) return [say('scheduleMail.notice.paused', { name }), why, say('scheduleMail.notice.resume')];
  const rest = refusal === 'signIn' ? [say('scheduleMail.notice.signInAgain')] : [];
  return [say('scheduleMail.notice.for', { name, email }), why, ...rest];
}
