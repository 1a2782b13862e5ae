import { z } from 'zod';
import type { RowKeys } from './rowKeys';
import type { StateQuery } from './stateStore';

/** The migration from which on jobs are signed. As every migration it stays as it is. */

const SCHEMA = `
  ALTER TABLE export_jobs
    -- Of the values that decide whose the job is, what is made and where it goes: see rowKeys.ts.
    ADD COLUMN signature text,
    ADD COLUMN signed_at timestamptz,
    -- Privacy level of the server when the job was asked for.
    ADD COLUMN level text,
    -- Stands for the user in what is told of the job.
    ADD COLUMN user_tag text,
    -- When a worker last took it: whose turn it is follows from that.
    ADD COLUMN taken_at timestamptz,
    -- What the file is the answer to; null when the request named no as-of.
    ADD COLUMN request_key text,
    -- The tickets that the file was made of.
    ADD COLUMN data_version text,
    -- When its owner removed the file.
    ADD COLUMN file_deleted_at timestamptz;
  CREATE INDEX export_jobs_taken ON export_jobs (user_id, taken_at);
  CREATE INDEX export_jobs_kept ON export_jobs (user_id, request_key) WHERE file_name IS NOT NULL;
  -- Which secret the rows are signed with.
  CREATE TABLE signing_key (
    key_check text NOT NULL,
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
  );
  CREATE OR REPLACE FUNCTION tell_export_job() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('export_jobs', NEW.id || ' ' || NEW.state || ' ' || coalesce(NEW.user_tag, ''));
      RETURN NULL;
    END $$;
  -- Nobody needs to be told of every row below.
  ALTER TABLE export_jobs DISABLE TRIGGER export_jobs_told;`;

const rowSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  caller: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    permissions: z.array(z.string()),
    fromProvider: z.literal(true).optional(),
  }),
  query: z.string(),
  deliver_to: z.string(),
  requested_at: z.date(),
});

const SIGNED_AT_ONCE = 1000;

/**
 * Signs the jobs that are there, in the transaction that adds the column: no other moment signs a row that somebody
 * else wrote, so one that is planted later stays unsigned. What was planted before nobody can tell from the rest.
 */
export async function signStoredJobs(query: StateQuery, keys: RowKeys): Promise<void> {
  await query.query(SCHEMA);
  await query.query('INSERT INTO signing_key (key_check) VALUES ($1)', [keys.check]);
  const stored = await query.query(
    'SELECT id, user_id, caller, query, deliver_to, requested_at FROM export_jobs ORDER BY id',
  );
  // A row that is not as any version wrote it is none of ours.
  const known = stored.map((row) => rowSchema.safeParse(row)).flatMap(({ data }) => data ?? []);
  for (let start = 0; start < known.length; start += SIGNED_AT_ONCE) {
    await recordSignatures(query, keys, known.slice(start, start + SIGNED_AT_ONCE));
  }
  await query.query('ALTER TABLE export_jobs ENABLE TRIGGER export_jobs_told');
}

async function recordSignatures(query: StateQuery, keys: RowKeys, rows: z.infer<typeof rowSchema>[]): Promise<void> {
  const signed = rows.map(({ requested_at: signed_at, ...row }) => ({
    id: row.id,
    signedAt: signed_at.toISOString(),
    signature: keys.sign({ ...row, level: null, signed_at }),
    tag: keys.userTag(row.user_id),
  }));
  await query.query(
    `UPDATE export_jobs SET signed_at = made.signed_at, signature = made.signature, user_tag = made.tag
     FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[]) AS made (id, signed_at, signature, tag)
     WHERE export_jobs.id = made.id`,
    [
      signed.map(({ id }) => id),
      signed.map(({ signedAt }) => signedAt),
      signed.map(({ signature }) => signature),
      signed.map(({ tag }) => tag),
    ],
  );
}
