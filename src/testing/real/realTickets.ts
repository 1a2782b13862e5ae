import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type ColumnId, STORED_COLUMN_IDS, type Ticket } from '../../contract/columns/columns';
import { csvCells } from '../csvCells';
import { dataFile } from './dataFolder';

/** The tickets of the shared files, read without the server's code. */

const NUMBERS: readonly ColumnId[] = ['id', 'secondsToClose', 'secondsClosedAfterSLA'];

/** The cells of Boston 311 by column. */
export function bostonRows(): Record<string, string>[] {
  const [columns = [], ...rows] = csvCells(gunzipSync(readFileSync(dataFile('boston-311.csv.gz'))).toString());
  return rows
    .filter((cells) => cells.length === columns.length)
    .map((cells) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
}

export function bostonTickets(): Ticket[] {
  return bostonRows().map(
    (row) =>
      Object.fromEntries(
        STORED_COLUMN_IDS.map((id) => {
          const text = row[id] ?? '';
          return [id, text === '' ? null : NUMBERS.includes(id) ? Number(text) : text];
        }),
      ) as Ticket,
  );
}

/** The incident log as it was sent, where empty text is no null. */
export function incidentRows(): Ticket[] {
  return JSON.parse(gunzipSync(readFileSync(dataFile('it-incidents.json.gz'))).toString('utf8')) as Ticket[];
}

export function incidentTickets(): Ticket[] {
  return incidentRows().map(
    (row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === '' ? null : value])) as Ticket,
  );
}
