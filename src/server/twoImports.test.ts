import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { stored, storedOf, tablesIn, test, ticket, ticketsOf } from '../testing/clickhouse/clusterDesk';
import { startStandIn } from '../testing/clickhouse/standIn';
import { openClickhouse } from './engine/clickhouse/clickhouseEngine';
import type { TicketEngine } from './engine/engine';
import { ImportError } from './imports/importError';
import { runExclusive } from './imports/importTickets';
import { openTickets } from './tickets/schema/openTickets';
import { ticketForm } from './tickets/schema/ticketTable';

/** One ClickHouse server without a cluster, and two processes that import into it: neither may undo what the other has stored. */

async function openTwo(folder: string): Promise<AsyncDisposable & { engines: [TicketEngine, TicketEngine] }> {
  const server = await startStandIn(mkdtempSync(join(folder, 'server-')));
  const open = () => openClickhouse(server.settings, undefined, { questions: 3, streams: 2, prompt: 1 });
  const engines: [TicketEngine, TicketEngine] = [open(), open()];
  await engines[0].makeDatabase();
  for (const engine of engines) await openTickets(engine);
  return {
    engines,
    async [Symbol.asyncDispose]() {
      for (const engine of engines) await engine.close();
      await server.stop();
    },
  };
}

test('of two builds on the same tickets the second is refused', async ({ folder, importAll, mirror }) => {
  const two = await openTwo(folder);
  const [first, other] = two.engines;
  try {
    await first.tables.base();
    await importAll(other, ticketsOf('by the other'));
    const built = 'import_built_00000000000000000000000000000001';
    await first.tables.create(ticketForm(built));
    await expect(runExclusive(first, () => first.tables.publish(built, 'tickets'))).rejects.toThrow(ImportError);
    await first.tables.drop(built);
    expect(await stored(first)).toEqual(storedOf('by the other'));
    // What failed is no hindrance to what follows.
    await importAll(other, [ticket(21, 'more')]);
    await importAll(first, ticketsOf('replaced'), true);
    expect(await mirror(other, [ticket(1, 'changed')])).toEqual({ changed: 1, rejected: 0 });
    expect(await stored(first)).toEqual(['1 changed', ...storedOf('replaced').slice(1)]);
  } finally {
    await two[Symbol.asyncDispose]();
  }
});

test('what imports at the same time say that they stored is there', async ({ folder, importAll }) => {
  const two = await openTwo(folder);
  const [first, other] = two.engines;
  try {
    const expected: string[] = [];
    for (const start of [100, 200, 300]) {
      const files = [first, other].map((engine, at) => ({ engine, tickets: [ticket(start + at, 'kept')] }));
      const ends = await Promise.allSettled(files.map(({ engine, tickets }) => importAll(engine, tickets)));
      for (const [at, end] of ends.entries()) {
        if (end.status === 'fulfilled') expected.push(`${start + at} kept`);
        else
          expect(end.reason).toMatchObject({ message: expect.stringMatching(/^Another import or sync has replaced/) });
      }
      expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true);
      expect(await stored(other)).toEqual(expected);
    }
    expect(await tablesIn(first)).toEqual([]);
  } finally {
    await two[Symbol.asyncDispose]();
  }
});
