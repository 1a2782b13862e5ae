import { type Line, nextInLineSql } from '../../state/turns';

/** What a job waits for: its file is to be made, or the file that is there is to be mailed. */
export type Task = 'make' | 'mail';

/** Whose turns, room and places a job takes: those of the owner of the schedule that asked for it, or of its own. */
export const CHARGED = 'coalesce(charged_to, user_id)';

/** By task: which jobs are under way, in which state one waits, and which a worker has. */
const JOBS: Record<Task, Pick<Line, 'states' | 'waiting' | 'busy'>> = {
  make: { states: "('queued', 'running')", waiting: 'queued', busy: "state = 'running'" },
  mail: { states: "('mailing')", waiting: 'mailing', busy: 'leased_until > now()' },
};

/** The statement that picks the next job for a task. */
export function nextJobSql(task: Task): string {
  return nextInLineSql({
    table: 'export_jobs',
    owner: CHARGED,
    since: 'coalesce(made_at, requested_at)',
    ...JOBS[task],
  });
}
