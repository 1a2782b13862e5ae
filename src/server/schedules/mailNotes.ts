import { wallTimeIn } from '../../contract/time/wallTime';
import { lastSignIn } from '../access/signIns';
import type { MailNote } from '../exports/mail/mailNote';
import { findRun } from './runStore';
import { mailNote } from './scheduleMail';
import type { ScheduleServices } from './scheduleServices';
import { findSchedule } from './scheduleStore';

/** What is added to the mail of an export that a schedule asked for; undefined for any other. */
export async function noteOfRun(
  services: Pick<ScheduleServices, 'state' | 'keys' | 'publicUrl' | 'config'> & {
    sessions: Pick<ScheduleServices['sessions'], 'revocations'>;
  },
  runId: string,
): Promise<MailNote | undefined> {
  const { state, keys, config, sessions } = services;
  const run = await findRun(state, runId);
  if (run === undefined) return undefined;
  const schedule = await findSchedule(state, keys, run.schedule_id);
  if (schedule === undefined || schedule.plan === null) return undefined;
  const { user_id: userId, email } = run;
  const signIn = await lastSignIn(state, keys, sessions.revocations, userId);
  const to = { schedule, runId, userId, email, language: signIn?.language ?? 'en' };
  return mailNote(services, to, wallTimeIn(config.timeZone, run.due_at));
}
