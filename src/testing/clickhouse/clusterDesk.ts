import { join } from 'node:path';
import { z } from 'zod';
import { sql, type TicketEngine } from '../../server/engine/engine';
import { type ImportOptions, importTickets } from '../../server/imports/importTickets';
import { parsedRows } from '../../server/imports/read/parsedRows';
import { storeRun } from '../../server/sync/storeRun';
import { openTickets } from '../../server/tickets/schema/openTickets';
import { TABLE } from '../../server/tickets/schema/ticketTable';
import { test as base } from '../fixtures';
import { startCluster } from './cluster';

/** Tests of tickets on a cluster, by several processes. What one test leaves there the next one finds. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('cluster', { scope: 'file' }, async ({}, { onCleanup }) => {
    const cluster = await startCluster();
    onCleanup(() => cluster.stop());
    return cluster;
  })
  .extend('first', { scope: 'file' }, async ({ cluster }) => {
    const engine = await cluster.open();
    await openTickets(engine);
    return engine;
  })
  .extend('other', { scope: 'file' }, async ({ cluster, first }) => {
    const engine = await cluster.open();
    // As the second one to start.
    if (first !== undefined) await openTickets(engine);
    return engine;
  })
  .extend('importAll', { scope: 'file' }, ({ file, folder }) => {
    return (engine: TicketEngine, tickets: readonly object[], replace = false) => {
      const options: ImportOptions = {
        timeZone: 'UTC',
        replace,
        allowRejects: true,
        rejectPath: join(folder, 'rejects.ndjson'),
        read: parsedRows,
      };
      return importTickets(engine, [{ name: 'tickets', path: file(linesOf(tickets)) }], options);
    };
  })
  /** A run of a mirror, of some changes or of all that there is. */
  .extend('mirror', { scope: 'file' }, ({ file, folder }) => {
    return (engine: TicketEngine, tickets: readonly object[], whole = false) =>
      storeRun(engine, file(linesOf(tickets)), {
        timeZone: 'UTC',
        whole,
        received: tickets.length,
        atLeast: 0,
        rejectPath: join(folder, 'rejects.ndjson'),
        missing: [],
        read: parsedRows,
      });
  });

export const linesOf = (tickets: readonly object[]) => tickets.map((each) => JSON.stringify(each)).join('\n');

export const ticket = (id: number, topic: string, more: object = {}) => ({
  id,
  createdAt: '2024-05-12 09:00:00',
  topic,
  ...more,
});

/** Tickets of one topic, with the ids from 1 on. */
export const ticketsOf = (topic: string, count = 20) =>
  Array.from({ length: count }, (_, index) => ticket(index + 1, topic));

const topicSchema = z.object({ id: z.int(), topic: z.string().nullable() });

/** The tickets as a question sees them. */
export async function stored(engine: TicketEngine): Promise<string[]> {
  const rows = await engine.rows(topicSchema, sql(`SELECT id, topic FROM ${TABLE} ORDER BY id`));
  return rows.map(({ id, topic }) => `${id} ${topic}`);
}

export const storedOf = (topic: string, count = 20) => ticketsOf(topic, count).map(({ id }) => `${id} ${topic}`);

const nameSchema = z.object({ name: z.string() });

/** Tables that are made beside the tickets, and the tickets. */
export async function tablesIn(engine: TicketEngine): Promise<string[]> {
  const text =
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND match(name, '_(built|staged)_') ORDER BY name";
  return (await engine.rows(nameSchema, sql(text))).map(({ name }) => name);
}
