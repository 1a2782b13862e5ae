import { z } from 'zod';

const tableSchema = z.object({ name: z.string() });

/** Of another program (not of an extension), to whose tables ours would be added one by one, until a name is taken. Both rooms that have tables make theirs first at times. */
const OTHERS = `
  SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
    AND relname NOT IN ('ticket_generations', 'ticket_owner') AND to_regclass('schema_version') IS NULL
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e') ORDER BY relname LIMIT 3`;

/**
 * To be asked before the first table is made.
 * @param ask gives the rows of a statement.
 * @throws Error in plain words when the database is another program's.
 */
export async function requireNoOthers(ask: (text: string) => Promise<unknown>): Promise<void> {
  const others = z.array(tableSchema).parse(await ask(OTHERS));
  if (others.length === 0) return;
  const names = others.map(({ name }) => name).join(', ');
  throw new Error(
    `DATABASE_URL: the database has tables of another program (such as ${names}). Nothing was changed. Name an empty database, or give the role a schema of its own (ALTER ROLE ... SET search_path).`,
  );
}
