import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { migrate } from '../../server/state/migrate';
import { MIGRATIONS } from '../../server/state/migrations';
import { openPostgres } from '../../server/state/postgresStore';
import { createRowKeys } from '../../server/state/rowKeys';
import type { StateStore } from '../../server/state/stateStore';
import { type PostgresCluster, startPostgres } from '../../testing/postgresCluster';

/** The statements of the README's "The PostgreSQL role", on a PostgreSQL: what they allow, and what they refuse. */

const KEYS = createRowKeys(new TextEncoder().encode('a secret of this test, which is long enough'));
const countsSchema = z.object({ functions: z.int(), triggers: z.int() });
const NEXT = 'CREATE TABLE of_the_next_version (id int)';

let postgres: PostgresCluster;
const open: StateStore[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  for (const store of open) await store.close();
  await postgres.stop();
});

async function openAs(role: string, database = 'ticketlens'): Promise<StateStore> {
  const url = new URL(postgres.url);
  url.username = role;
  url.pathname = `/${database}`;
  const store = await openPostgres(url.href);
  open.push(store);
  return store;
}

/** The blocks of SQL of that section. */
function blocks(): string[] {
  const [, section = ''] = readFileSync('README.md', 'utf8').split(/^### The PostgreSQL role$/m);
  return [...section.matchAll(/^```sql\n([\s\S]*?)^```$/gm)].slice(0, 2).map(([, sql = '']) => sql);
}

/** As psql does: each statement by itself, and the database changes at \connect. */
async function runAsSuperuser(sql: string): Promise<void> {
  const [before = '', after = ''] = sql.split('\\connect ticketlens\n');
  for (const [database, part] of [['postgres', before] as const, ['ticketlens', after] as const]) {
    if (part === '') continue;
    const store = await openAs('tester', database);
    for (const statement of part.split(';').filter((each) => each.trim() !== '')) await store.query(statement);
  }
}

test('the role that the README makes is enough, and with an owner apart the audit is out of its reach', async () => {
  const [role = '', owner = ''] = blocks();
  await runAsSuperuser(role);
  const server = await openAs('ticketlens');
  await migrate(server, KEYS);
  expect(await server.query(`SELECT rolsuper FROM pg_roles WHERE rolname = current_user`)).toEqual([
    { rolsuper: false },
  ]);
  // What the README counts.
  const made = `SELECT (SELECT count(*)::int FROM pg_proc WHERE pronamespace = 'public'::regnamespace) AS functions,
    (SELECT count(*)::int FROM pg_trigger WHERE NOT tgisinternal) AS triggers`;
  const counts = await server.row(countsSchema, made);
  expect(readFileSync('README.md', 'utf8')).toContain(
    `${counts?.functions} functions and ${counts?.triggers} triggers`,
  );
  const entry = `INSERT INTO audit (at, kind, times, kept_until) VALUES (now(), 'x', 1, now() + interval '1 day')`;
  await server.query(entry);

  await runAsSuperuser(owner);
  await server.query(entry);
  await expect(server.query('DELETE FROM audit')).rejects.toThrow('gives up none before its time');
  await expect(server.query(`UPDATE audit SET kind = 'y'`)).rejects.toThrow('gives up none before its time');
  await expect(server.query('TRUNCATE audit')).rejects.toThrow('permission denied');
  await expect(server.query('DROP TABLE audit')).rejects.toThrow('must be owner');
  await expect(server.query('ALTER TABLE audit DISABLE TRIGGER ALL')).rejects.toThrow('must be owner');
  await expect(server.query('SET session_replication_role = replica')).rejects.toThrow('permission denied');

  // An upgrade is the owner's, and what it makes is the server's to use.
  await expect(migrate(server, KEYS, [...MIGRATIONS, NEXT])).rejects.toThrow('permission denied for schema public');
  await migrate(await openAs('ticketlens_owner'), KEYS, [...MIGRATIONS, NEXT]);
  await server.query('INSERT INTO of_the_next_version VALUES (1)');
});
