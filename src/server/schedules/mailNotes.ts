import { ApiError } from '../../contract/errors';
import { wallTimeIn } from '../../contract/time/wallTime';
import type { MailNote } from '../exports/mail/mailNote';
import { isAskedFor } from './asked';
import { keepReader } from './readers';
import { findRun } from './runStore';
import { mailNote } from './scheduleMail';
import type { ScheduleServices } from './scheduleServices';
import { findSchedule } from './scheduleStore';
import { whoGets } from './whoGets';

/**
 * What is added to the mail of an export that a schedule asked for; undefined for any other, and for one that its reader
 * has put back in line by themselves.
 * @throws ApiError when its reader may not have it any more.
 */
export async function noteOfRun(
  services: Pick<ScheduleServices, 'state' | 'keys' | 'publicUrl' | 'config' | 'now'> & {
    sessions: Pick<ScheduleServices['sessions'], 'revocations'>;
  },
  runId: string,
): Promise<MailNote | undefined> {
  const { state, keys, config } = services;
  const run = await findRun(state, runId);
  if (run === undefined || !['queued', 'handed'].includes(run.state)) return undefined;
  const schedule = await findSchedule(state, keys, run.schedule_id);
  if (!isAskedFor(schedule, run.user_id)) throw notAskedFor();
  const decision = await whoGets(services, schedule, run);
  // What it is is for the schedule's owner to know.
  if ('refusal' in decision) throw notAskedFor();
  const { user_id: userId, email } = run;
  await keepReader(state, keys, { ownerId: schedule.ownerId, userId });
  const to = { schedule, runId, userId, email, language: decision.recipient.language };
  return mailNote(services, to, wallTimeIn(config.timeZone, run.due_at));
}

function notAskedFor(): ApiError {
  return new ApiError('forbidden', 'The schedule does not mail it any more');
}
