import { z } from 'zod';
import { sql, type TicketEngine } from '../engine/engine';
import { fingerprint } from '../tickets/schema/rewriteTable';
import { replaceTickets, sideTable } from '../tickets/schema/sideTables';
import { readStoredTable } from '../tickets/schema/storedTable';
import { schemaNumber, TICKET_SCHEMA } from '../tickets/schema/ticketSchema';
import { TABLE, ticketForm } from '../tickets/schema/ticketTable';
import { type HashSum, isSame, type RowsChecksum } from './checksum';

/** The tickets of one engine as text that another one takes, every value of every ticket, with a checksum of the rows. */

/** What the rows are of. */
export const ticketsFormSchema = z.object({
  /** In the order of the cells. */
  columns: z.array(z.string().regex(/^\w+$/)),
  /** `demo`, `mirror`, or nothing. */
  origin: z.enum(['', 'demo', 'mirror']),
  schema: z.int(),
});
export type TicketsForm = z.infer<typeof ticketsFormSchema>;

export async function readTicketsForm(engine: TicketEngine): Promise<TicketsForm> {
  const stored = await readStoredTable(engine);
  if (stored === undefined) throw new Error('There are no tickets: start the server once, or import some.');
  return ticketsFormSchema.parse({ ...stored, columns: [...stored.columns.keys()] });
}

const rowSchema = z.tuple([z.string(), z.string()]);

/**
 * All tickets of one moment by id, tab-separated, a line each, in pieces of many lines.
 * @param sum gets the hash of each row, as the engine that is read sees it.
 */
export async function* readTicketRows(
  engine: TicketEngine,
  columns: readonly string[],
  sum: HashSum,
  signal = new AbortController().signal,
): AsyncGenerator<Buffer> {
  const cells = columns.join(', ');
  const line = `formatRowNoNewline('TabSeparated', ${cells}) AS line`;
  // As fingerprint() hashes it.
  const hash = `toString(sipHash64(formatRow('TabSeparated', ${cells}))) AS hash`;
  for await (const chunk of engine.stream(sql(`SELECT ${line}, ${hash} FROM ${TABLE} ORDER BY id`), { signal })) {
    let text = '';
    for (const row of Buffer.from(chunk).toString('utf8').split('\n')) {
      if (row === '') continue;
      const [cellsOfRow, hashOfRow] = rowSchema.parse(JSON.parse(row));
      sum.add(hashOfRow);
      text += `${cellsOfRow}\n`;
    }
    yield Buffer.from(text);
  }
}

/** Of one INSERT; a block of the engine is larger than most. */
const INSERT_BYTES = 16_000_000;

/**
 * Puts rows in place of the tickets that are there, in one step, once they read the same as where they come from.
 * @param expected called once all rows were read.
 * @throws Error when they do not; the tickets are then as they were.
 */
export async function writeTicketRows(
  engine: TicketEngine,
  rows: AsyncIterable<Buffer>,
  { columns, origin }: TicketsForm,
  expected: () => RowsChecksum,
): Promise<RowsChecksum> {
  const built = sideTable('built');
  try {
    const base = await engine.tables.current();
    await engine.tables.create(ticketForm(built, origin));
    for await (const block of wholeLines(rows)) await engine.insert(built, block, columns);
    await engine.tables.settle(built);
    const found = await fingerprint(engine, built, columns);
    if (!isSame(found, expected())) {
      throw new Error(
        `The tickets do not read the same there: ${found.rows} of ${expected().rows} rows. Nothing was changed.`,
      );
    }
    await replaceTickets(engine, { built, base });
    return found;
  } finally {
    await engine.tables.drop(built);
  }
}

/** Blocks that end with a row. A line break in a text is written as two characters. */
async function* wholeLines(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(0x0a) + 1;
    bytes += piece.length;
    if (bytes < INSERT_BYTES || end === 0) {
      held.push(piece);
      continue;
    }
    yield Buffer.concat([...held, piece.subarray(0, end)]);
    held = [piece.subarray(end)];
    bytes = piece.length - end;
  }
  const rest = Buffer.concat(held);
  if (rest.length > 0) yield rest;
}

/** @throws Error for tickets that this version does not know whole. */
export function requireKnownTickets({ columns, schema }: TicketsForm): void {
  const unknown = columns.filter((name) => !Object.hasOwn(TICKET_SCHEMA.columns, name));
  if (schema <= schemaNumber(TICKET_SCHEMA) && unknown.length === 0) return;
  throw new Error(`They were made by a newer version of Ticketlens (tickets of schema ${schema}): start that version.`);
}
