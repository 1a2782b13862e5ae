import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { writeXlsxStream } from 'hucre/xlsx';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { sql, type TicketEngine } from '../../server/engine/engine';
import { LineSource } from '../../server/exports/files/xlsx/lineSource';
import { TABLE } from '../../server/tickets/schema/ticketTable';

/** Writes so many tickets as a workbook by the library hucre, with the engine's rows in one thread. */
export async function writeBareWorkbook(engine: TicketEngine, rows: number, path: string): Promise<void> {
  const query = sql(`SELECT ${STORED_COLUMN_IDS.join(', ')} FROM ${TABLE} ORDER BY id LIMIT ${rows}`);
  const source = new LineSource(engine.stream(query));
  async function* cells(): AsyncGenerator<(string | number | null)[]> {
    while (await source.more()) {
      for (let row = source.take(); row !== undefined; row = source.take()) yield [...row];
    }
  }
  const columns = STORED_COLUMN_IDS.map((header) => ({ header }));
  const book = writeXlsxStream(cells(), { name: 'Tickets', columns });
  await pipeline(Readable.fromWeb(book as ReadableStream), createWriteStream(path));
}
