/** What a job waits for: its file is to be made, or the file that is there is to be mailed. */
export type Task = 'make' | 'mail';

const WAITING: Record<Task, string> = {
  make: "state = 'queued' AND coalesce(leased_until, next_try_at, '-infinity') <= now()",
  mail: "state = 'mailing' AND coalesce(leased_until, next_try_at, '-infinity') <= now()",
};
const BUSY: Record<Task, string> = { make: "state = 'running'", mail: "state = 'mailing' AND leased_until > now()" };

/**
 * The statement that picks the next job for a task, and the only place that decides the order: by turns, so that
 * however much one user asks for, another's job is the next but a few. It is the turn of whoever has fewest jobs in
 * work, then of whoever was served longest ago; of their jobs the one that has been due for longest. A user's further
 * jobs are numbered, so that of several workers that pick at once each takes another user's. A job that another worker
 * is taking at this moment is passed over.
 */
export function nextJobSql(task: Task): string {
  return `WITH waiting AS (
      SELECT id, user_id, coalesce(leased_until, next_try_at, made_at, requested_at) AS due
      FROM export_jobs WHERE ${WAITING[task]}
    ), users AS (
      SELECT user_id,
        (SELECT count(*) FROM export_jobs AS job WHERE job.user_id = each.user_id AND ${BUSY[task]}) AS busy,
        (SELECT taken_at FROM export_jobs AS job WHERE job.user_id = each.user_id AND taken_at IS NOT NULL
          ORDER BY taken_at DESC LIMIT 1) AS served
      FROM (SELECT DISTINCT user_id FROM waiting) AS each
    ), line AS (
      SELECT id, due, served, busy + row_number() OVER (PARTITION BY user_id ORDER BY due, id) AS turn
      FROM waiting JOIN users USING (user_id)
    )
    SELECT job.id FROM export_jobs AS job JOIN line USING (id) WHERE ${WAITING[task]}
    ORDER BY turn, served NULLS FIRST, due, id
    LIMIT 1 FOR UPDATE OF job SKIP LOCKED`;
}
