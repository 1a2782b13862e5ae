import { z } from 'zod';
import { sql, type TicketEngine } from './engine';

const databaseSchema = z.object({ id: z.string() });

/**
 * Tells the database of a ClickHouse server from every other one, whatever name the server goes by.
 * @param cluster its nodes have a database each, and the PostgreSQL beside them says whose they are.
 * @returns undefined where the tickets lie on this machine.
 */
export async function ticketPlace(engine: TicketEngine, cluster: string | undefined): Promise<string | undefined> {
  if (engine.folder !== undefined) return undefined;
  if (cluster !== undefined) return 'cluster';
  const text = 'SELECT toString(uuid) AS id FROM system.databases WHERE name = currentDatabase()';
  return (await engine.row(databaseSchema, sql(text))).id;
}
