import type { RowKeys } from './rowKeys';
import { signStoredJobs } from './signedJobs';
import type { StateQuery } from './stateStore';

/** SQL, or what SQL alone cannot do, within the transaction of its step. */
export type Migration = string | ((query: StateQuery, keys: RowKeys) => Promise<void>);

/** Which ids are of which name space is the caller's to say: see migrate. */
const IN_NAME_SPACE = `CASE WHEN user_id ~ current_setting('ticketlens.secret_ids')
    THEN 'secret:' ELSE 'provider:' END || user_id`;

/**
 * Migrations of the state store: jobs, settings, views, the audit. Applied in order, each once; only ever append. The ticket table
 * has a list of its own: tickets/schema/ticketMigrations.ts.
 */
export const MIGRATIONS: readonly Migration[] = [
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
  `ALTER TABLE export_jobs
    -- Below the folder of finished files; null before there is one and once it is removed.
    ADD COLUMN file_name text,
    -- What the file holds, in words: see receiptSchema.
    ADD COLUMN receipt jsonb,
    ADD COLUMN progress bigint,
    ADD COLUMN tries int NOT NULL DEFAULT 0,
    ADD COLUMN mail_tries int NOT NULL DEFAULT 0,
    ADD COLUMN mail_error text,
    ADD COLUMN mailed_by text,
    ADD COLUMN made_at timestamptz,
    ADD COLUMN next_try_at timestamptz,
    -- Whoever works on a job claims it for a while, again and again; only the claim's holder may record.
    ADD COLUMN claim uuid,
    ADD COLUMN claimed_until timestamptz;
  UPDATE export_jobs SET file_name = id || '.' || format, made_at = finished_at, mailed_by = 'outbox'
    WHERE sha256 IS NOT NULL AND state IN ('sent', 'failed');
  UPDATE export_jobs SET state = 'queued' WHERE state = 'running';
  DROP INDEX export_jobs_under_way;
  CREATE UNIQUE INDEX export_jobs_under_way ON export_jobs (user_id, fingerprint)
    WHERE state IN ('queued', 'running', 'mailing');
  -- Every change is told to whoever listens, in this process or another; names of users are not.
  CREATE FUNCTION tell_export_job() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('export_jobs', NEW.id || ' ' || NEW.state || ' ' || md5(NEW.user_id));
      RETURN NULL;
    END $$;
  CREATE TRIGGER export_jobs_told AFTER INSERT OR UPDATE ON export_jobs
    FOR EACH ROW EXECUTE FUNCTION tell_export_job();`,
  `CREATE TABLE upstream_sync (
    -- The tickets' store that mirrors it; several can share one PostgreSQL.
    store uuid PRIMARY KEY,
    url text NOT NULL,
    -- The upstream's own wall times up to which its changes are stored.
    marks jsonb,
    -- A run that has not ended: where it goes on.
    run jsonb,
    whole_at timestamptz,
    synced_at timestamptz,
    failing_since timestamptz,
    failure text,
    rejected bigint NOT NULL
  );`,
  `CREATE TABLE short_links (
    id text PRIMARY KEY,
    user_id text NOT NULL,
    -- SHA-256 of the query: an index takes no text of this length.
    digest text NOT NULL,
    query text NOT NULL,
    made_at timestamptz NOT NULL,
    UNIQUE (user_id, digest)
  );
  CREATE TABLE saved_views (
    id uuid PRIMARY KEY,
    user_id text NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    is_default boolean NOT NULL,
    saved_at timestamptz NOT NULL
  );
  CREATE INDEX saved_views_of_user ON saved_views (user_id);
  CREATE UNIQUE INDEX saved_views_default ON saved_views (user_id) WHERE is_default;`,
  `ALTER TABLE export_jobs
    -- About how large the file will be: room for it is taken before it is written.
    ADD COLUMN bytes_expected bigint NOT NULL DEFAULT 0,
    -- Servers that died while they made the file; tries count what failed by itself.
    ADD COLUMN crashes int NOT NULL DEFAULT 0;
  -- Which folder of finished files the servers on this store share.
  CREATE TABLE export_folder (
    id uuid NOT NULL,
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
  );`,
  `CREATE TABLE ended_sessions (
    id text PRIMARY KEY,
    -- Its tokens are refused by their own time from then on.
    until timestamptz NOT NULL
  );`,
  `ALTER TABLE export_jobs RENAME COLUMN claim TO lease;
  ALTER TABLE export_jobs RENAME COLUMN claimed_until TO leased_until;
  CREATE INDEX export_jobs_ended ON export_jobs (finished_at);
  -- The tables of pg-boss, which only told when to look at export_jobs. In a database that another program shares they
  -- may be that program's, and the role may not reach them: then they stay, and nothing here reads them.
  DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_namespace WHERE nspname = 'pgboss')
        AND EXISTS (SELECT FROM pgboss.queue WHERE name = 'export-files')
        AND NOT EXISTS (SELECT FROM pgboss.queue WHERE name NOT IN ('export-files', 'export-mails')) THEN
      DROP SCHEMA pgboss CASCADE;
    END IF;
  EXCEPTION WHEN insufficient_privilege OR undefined_table THEN
    RAISE WARNING 'schema pgboss is no longer used by Ticketlens, and stays: %', SQLERRM;
  END $$;`,
  `ALTER TABLE upstream_sync
    -- Columns of the upstream that all mirrored tickets have; null where nobody noted them.
    ADD COLUMN columns text[],
    -- What it could have sent in the newest run and did not, and what else it sent.
    ADD COLUMN missing text[] NOT NULL DEFAULT '{}',
    ADD COLUMN left_out text[] NOT NULL DEFAULT '{}';`,
  `-- Ids of tokens that the secret signs and an identity provider's become name spaces of their own.
  ALTER TABLE export_jobs DISABLE TRIGGER export_jobs_told;
  UPDATE export_jobs SET user_id = ${IN_NAME_SPACE};
  UPDATE export_jobs SET caller = caller || '{"fromProvider": true}' WHERE user_id LIKE 'provider:%';
  ALTER TABLE export_jobs ENABLE TRIGGER export_jobs_told;
  UPDATE short_links SET user_id = ${IN_NAME_SPACE};
  UPDATE saved_views SET user_id = ${IN_NAME_SPACE};
  -- Ids of sessions and of API tokens.
  ALTER TABLE ended_sessions RENAME TO revocations;
  ALTER TABLE revocations ADD COLUMN revoked_at timestamptz NOT NULL DEFAULT now();
  CREATE INDEX revocations_newest ON revocations (revoked_at);
  CREATE FUNCTION tell_revocation() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('revocations', '');
      RETURN NULL;
    END $$;
  CREATE TRIGGER revocations_told AFTER INSERT ON revocations
    FOR EACH STATEMENT EXECUTE FUNCTION tell_revocation();
  CREATE TABLE api_tokens (
    id text PRIMARY KEY,
    -- Email address.
    holder text NOT NULL,
    permissions text[] NOT NULL,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
  );
  CREATE TABLE sign_in_links (
    -- SHA-256 of the link's code.
    digest text PRIMARY KEY,
    -- Whom it signs in: id, email, name, permissions.
    caller jsonb NOT NULL,
    expires_at timestamptz NOT NULL,
    -- The session that it began; null while it has not been used.
    session_id text
  );`,
  signStoredJobs,
  `CREATE TABLE audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    -- Null for nobody in particular.
    user_id text,
    email text,
    detail text,
    -- Canonical, without values of text columns and of those that a level can hide.
    query text,
    columns text[],
    chosen_by text[],
    rows bigint,
    level text,
    address text,
    program text,
    times int NOT NULL,
    -- Of entries that are written once, by however many processes.
    once text UNIQUE,
    -- Promised when it was written: no setting shortens it afterwards.
    kept_until timestamptz NOT NULL
  );
  CREATE INDEX audit_at ON audit (at, id);
  CREATE INDEX audit_kept_until ON audit (kept_until, id);
  CREATE FUNCTION keep_audit() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.kept_until <= now() THEN RETURN OLD; END IF;
      END IF;
      RAISE EXCEPTION 'The audit takes entries and gives up none before its time: % is refused', TG_OP;
    END $$;
  CREATE TRIGGER audit_kept BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION keep_audit();
  CREATE TRIGGER audit_whole BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION keep_audit();`,
  `CREATE TABLE import_mappings (
    id text PRIMARY KEY,
    name text NOT NULL,
    -- As in the file of a mapping.
    mapping jsonb NOT NULL,
    -- Key of the user who saved it last.
    saved_by text NOT NULL,
    saved_at timestamptz NOT NULL
  );
  CREATE UNIQUE INDEX import_mappings_name ON import_mappings (lower(name));`,
  // The owner's name, as others are told it; null for a view that only its owner sees.
  `ALTER TABLE saved_views ADD COLUMN shared_by text;
  CREATE INDEX saved_views_shared ON saved_views (lower(name)) WHERE shared_by IS NOT NULL;`,
  `ALTER TABLE export_jobs
    -- How its file got to its owner: mailed, or downloaded and not kept.
    ADD COLUMN delivery text NOT NULL DEFAULT 'email',
    -- When its owner closed the news of it.
    ADD COLUMN seen_at timestamptz;`,
  `-- By whose rights mails are made while nobody is signed in.
  CREATE TABLE sign_ins (
    user_id text PRIMARY KEY,
    -- Who signed in last: id, email, name, permissions.
    caller jsonb NOT NULL,
    -- Of the API token that it began with: revoking that ends it.
    token_id text,
    -- Of mails; null where it is not known.
    language text,
    signed_at timestamptz NOT NULL,
    -- Of the user, the token and the time: see rowKeys.ts.
    signature text NOT NULL
  );
  CREATE INDEX sign_ins_email ON sign_ins (lower(caller ->> 'email'));
  CREATE TABLE schedules (
    id uuid PRIMARY KEY,
    user_id text NOT NULL,
    caller jsonb NOT NULL,
    -- JSON: what is mailed, when and to whom.
    settings text NOT NULL,
    -- When it runs next; null while it is paused.
    next_at timestamptz,
    -- Why it is.
    paused text,
    -- Keys of recipients who want no more of it.
    unsubscribed text[] NOT NULL DEFAULT '{}',
    signed_at timestamptz NOT NULL,
    -- Of the owner and the settings.
    signature text NOT NULL
  );
  CREATE INDEX schedules_of_user ON schedules (user_id);
  CREATE INDEX schedules_due ON schedules (next_at) WHERE next_at IS NOT NULL;
  -- One mail to one recipient.
  CREATE TABLE schedule_runs (
    -- Of the export job as well, where the mail brings a file.
    id uuid PRIMARY KEY,
    schedule_id uuid NOT NULL,
    -- Key of the recipient, and the address as of then.
    user_id text NOT NULL,
    email text NOT NULL,
    due_at timestamptz NOT NULL,
    state text NOT NULL,
    lease uuid,
    leased_until timestamptz,
    next_try_at timestamptz,
    tries int NOT NULL DEFAULT 0,
    -- Why it was skipped, as a word of the API.
    reason text,
    error text,
    -- What an alert read.
    value double precision,
    ended_at timestamptz,
    -- A moment has one mail, however often and by however many processes it is found to be due.
    UNIQUE (schedule_id, user_id, due_at)
  );
  CREATE INDEX schedule_runs_open ON schedule_runs (due_at) WHERE state IN ('queued', 'handed');`,
  `ALTER TABLE schedule_runs
    -- Key of the schedule's owner: mails take turns by it.
    ADD COLUMN owner_id text NOT NULL DEFAULT '',
    -- When a worker last took it.
    ADD COLUMN taken_at timestamptz;
  UPDATE schedule_runs SET owner_id = schedules.user_id FROM schedules WHERE schedules.id = schedule_id;
  CREATE INDEX schedule_runs_taken ON schedule_runs (owner_id, taken_at);
  -- Key of the owner of the schedule that asked for it: its room and its turns are theirs.
  ALTER TABLE export_jobs ADD COLUMN charged_to text;
  DROP INDEX export_jobs_taken;
  CREATE INDEX export_jobs_taken ON export_jobs (coalesce(charged_to, user_id), taken_at);
  -- Whom an owner of schedules has mails sent to, beside themselves.
  CREATE TABLE schedule_readers (
    owner_id text NOT NULL,
    user_id text NOT NULL,
    -- Stands for both in the links of mails; null before the first mail.
    tag text UNIQUE,
    -- When they last had one mailed out of turn.
    hurried_at timestamptz,
    unsubscribed_at timestamptz,
    PRIMARY KEY (owner_id, user_id)
  );
  INSERT INTO schedule_readers (owner_id, user_id, unsubscribed_at)
    SELECT DISTINCT schedules.user_id, reader, now() FROM schedules, unnest(unsubscribed) AS reader
    WHERE reader <> schedules.user_id;`,
  // A user's own jobs are listed apart from what schedules of colleagues bring.
  `CREATE INDEX export_jobs_listed ON export_jobs (user_id, (coalesce(charged_to, user_id) = user_id), requested_at DESC);`,
  // Each sign-out removes those that have expired.
  'CREATE INDEX revocations_until ON revocations (until);',
  `-- Where the tickets are of the processes that work on this store.
  CREATE TABLE ticket_place (
    id text NOT NULL,
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
  );`,
];
