import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from '../contract/responses/fileDialect';
import { parsedRows, type ReadCounts } from '../server/imports/read/parsedRows';
import { stagedTickets } from './stagedTickets';

/** Reads a file to its end, as an import does. `sent` are the tickets that the engine would get. */
export async function readTickets(path: string, dialect: Dialect = {}, mapping = {}) {
  const rejectPath = join(tmpdir(), `${randomUUID()}.rejects`);
  let text = '';
  let counts: ReadCounts | undefined;
  let restarts = 0;
  const options = { sources: [{ name: 'their file', path }], timeZone: 'UTC', rejectPath, dialect, mapping };
  for await (const rows of parsedRows(options)) {
    if (rows.isRestart === true) {
      text = '';
      restarts += 1;
    }
    text += new TextDecoder().decode(rows.lines);
    counts = rows.counts;
  }
  return { sent: stagedTickets(text), counts, restarts };
}
