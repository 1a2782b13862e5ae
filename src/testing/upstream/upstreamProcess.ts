import '../../contract/languages/inEnglish';
import { z } from 'zod';
import type { Ticket } from '../../contract/columns/columns';
import { sql } from '../../server/engine/engine';
import { listen } from '../../server/http/listen';
import { TABLE } from '../../server/tickets/schema/ticketTable';
import { openTestBackend, READER } from '../testBackend';
import type { FromUpstream } from './upstream';

/** The upstream's process: chDB allows one data folder per process. */

const changeSchema = z.object({
  number: z.number(),
  put: z.array(z.looseObject({ id: z.number() })),
  remove: z.array(z.number()),
});

const send = (message: FromUpstream) => process.send?.(message);

const server = await openTestBackend(
  process.env.REPORTING_PRIVACY_LEVEL === undefined
    ? {}
    : { REPORTING_PRIVACY_LEVEL: process.env.REPORTING_PRIVACY_LEVEL },
);
const { server: http, port } = await listen(server.app, '127.0.0.1', 0);

const tickets = new Map<number, Partial<Ticket>>();
const SIDE = `${TABLE}_side`;
const { engine } = server.backend;
await engine.command(sql(`CREATE TABLE ${SIDE} AS ${TABLE}`));

process.on('message', async (message) => {
  const { number, put, remove } = changeSchema.parse(message);
  for (const ticket of put) tickets.set(ticket.id, ticket);
  for (const id of remove) tickets.delete(id);
  // Takes a third of the time in which the engine deletes a few rows.
  await engine.command(sql(`TRUNCATE TABLE ${SIDE}`));
  if (tickets.size > 0)
    await engine.insert(SIDE, Buffer.from([...tickets.values()].map((ticket) => JSON.stringify(ticket)).join('\n')));
  await engine.command(sql(`EXCHANGE TABLES ${SIDE} AND ${TABLE}`));
  send({ type: 'changed', number });
});
// The parent has ended, or ends it.
process.on('disconnect', async () => {
  http.closeAllConnections();
  http.close();
  await server.close();
  process.exit(0);
});

const reader = { id: 'mirror', email: 'mirror@example.com', name: 'Mirror', permissions: [...READER] };
const token = await server.backend.sessions.tokens.issue(reader, 'api', 24 * 3600);
send({ type: 'ready', url: `http://127.0.0.1:${port}`, token });
