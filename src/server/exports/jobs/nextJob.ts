/** What a job waits for: its file is to be made, or the file that is there is to be mailed. */
export type Task = 'make' | 'mail';

const WAITING_STATE: Record<Task, string> = { make: 'queued', mail: 'mailing' };

/**
 * The statement that picks the next job for a task, and the only place that decides the order: the job that has been
 * due for longest. A job that another worker is taking at this moment is passed over.
 */
export function nextJobSql(task: Task): string {
  return `SELECT id FROM export_jobs
    WHERE state = '${WAITING_STATE[task]}' AND coalesce(leased_until, next_try_at, '-infinity') <= now()
    ORDER BY coalesce(leased_until, next_try_at, made_at, requested_at), id
    LIMIT 1 FOR UPDATE SKIP LOCKED`;
}
