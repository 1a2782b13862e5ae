/** What a job waits for: its file is to be made, or the file that is there is to be mailed. */
export type Task = 'make' | 'mail';

const IS_DUE = "coalesce(leased_until, next_try_at, '-infinity') <= now()";
/** By task: which jobs are under way, in which state one waits, and which a worker has. */
const JOBS: Record<Task, { states: string; waiting: string; busy: string }> = {
  make: { states: "('queued', 'running')", waiting: 'queued', busy: "state = 'running'" },
  mail: { states: "('mailing')", waiting: 'mailing', busy: 'leased_until > now()' },
};
/** More of one user's jobs than workers pick at one moment; the rest need not be sorted in. */
const CANDIDATES = 32;

/**
 * The statement that picks the next job for a task, and the only place that decides the order: by turns, so that
 * however much one user asks for, another's job is the next but a few. It is the turn of whoever has fewest jobs in
 * work, then of whoever was served longest ago; of their jobs the one that has been due for longest. A user's further
 * jobs are numbered, so that of several workers that pick at once each takes another user's. A job that another worker
 * is taking at this moment is passed over. What was taken in the future, by a clock that has been put back since, does
 * not count: its user would come last until then.
 *
 * One pass over the jobs under way, whatever the planner believes of their number: joined with each other, 100 of them
 * took 30 ms. The empty text keeps it from reading them all again for each candidate, instead of the row by its key.
 */
export function nextJobSql(task: Task): string {
  const { states, waiting, busy } = JOBS[task];
  return `WITH under_way AS (
      SELECT id, user_id, coalesce(leased_until, next_try_at, made_at, requested_at) AS due,
        state = '${waiting}' AND ${IS_DUE} AS waits, ${busy} AS busy
      FROM export_jobs WHERE state IN ${states}
    ), numbered AS (
      SELECT id, user_id, due, waits, count(*) FILTER (WHERE busy) OVER (PARTITION BY user_id) AS in_work,
        row_number() OVER (PARTITION BY user_id ORDER BY waits DESC, due, id) AS place
      FROM under_way
    ), line AS MATERIALIZED (
      SELECT id, due, in_work + place AS turn, max(CASE WHEN place = 1 THEN (
          SELECT taken_at FROM export_jobs AS job WHERE job.user_id = numbered.user_id AND taken_at <= now()
          ORDER BY user_id DESC, taken_at DESC LIMIT 1
        ) END) OVER (PARTITION BY user_id) AS served
      FROM numbered WHERE waits AND place <= ${CANDIDATES}
    )
    SELECT job.id FROM line JOIN export_jobs AS job USING (id) WHERE job.state || '' = '${waiting}' AND ${IS_DUE}
    ORDER BY turn, served NULLS FIRST, line.due, job.id
    LIMIT 1 FOR UPDATE OF job SKIP LOCKED`;
}
