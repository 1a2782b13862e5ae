import { z } from 'zod';
import type { StateStore } from './stateStore';

/** Applied in order, each once; only ever append. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE export_jobs (
    id uuid PRIMARY KEY,
    user_id text NOT NULL,
    -- Who asked, as the token said: email, name, permissions.
    caller jsonb NOT NULL,
    -- Canonical query string with as-of fixed, so that "the last 30 days" means the same when the file is made.
    query text NOT NULL,
    -- The same request by the same user while one is under way gives that job.
    fingerprint text NOT NULL,
    format text NOT NULL,
    state text NOT NULL,
    rows_requested bigint NOT NULL,
    rows bigint,
    bytes bigint,
    sha256 text,
    columns text[],
    deliver_to text NOT NULL,
    requested_at timestamptz NOT NULL,
    finished_at timestamptz,
    expires_at timestamptz,
    error text
  );
  CREATE INDEX export_jobs_of_user ON export_jobs (user_id, requested_at DESC);
  CREATE UNIQUE INDEX export_jobs_under_way ON export_jobs (user_id, fingerprint) WHERE state IN ('queued', 'running');`,
];

const versionSchema = z.array(z.object({ version: z.number() }));

/** Brings the schema up to date; each step and its mark are one transaction. */
export async function migrate(store: StateStore): Promise<void> {
  await store.query('CREATE TABLE IF NOT EXISTS schema_version (version int PRIMARY KEY)');
  for (const [index, text] of MIGRATIONS.entries()) {
    await store.transaction(async (query) => {
      const done = versionSchema.parse(
        await query.query('SELECT version FROM schema_version WHERE version = $1', [index + 1]),
      );
      if (done.length > 0) return;
      await query.query(text);
      await query.query('INSERT INTO schema_version (version) VALUES ($1)', [index + 1]);
    });
  }
}
