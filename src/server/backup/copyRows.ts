import type { TicketEngine } from '../engine/engine';
import type { StateStore } from '../state/stateStore';
import { fingerprint } from '../tickets/schema/rewriteTable';
import { TABLE } from '../tickets/schema/ticketTable';
import { HashSum, isSame, type RowsChecksum } from './checksum';
import { requireNoOwnTickets } from './restoreBackup';
import { beginReading, checksumOf, continueNumbers, readRows, STATE_TABLES, writeRows } from './stateRows';
import { readTicketRows, readTicketsForm, writeTicketRows } from './ticketRows';

/**
 * Tickets from one engine to another, compared there; nothing is done where a copy that was cut has brought them.
 * @param begin called before the first ticket is read, once nothing speaks against it.
 * @throws Error unless the other one has none of its own.
 */
export async function copyTickets(
  from: TicketEngine,
  to: TicketEngine,
  begin: () => Promise<void> = async () => undefined,
): Promise<RowsChecksum> {
  const form = await readTicketsForm(from);
  const [here, there] = [await fingerprint(from, TABLE, form.columns), await fingerprint(to, TABLE, form.columns)];
  const isThere = here.rows > 0 && isSame(here, there);
  if (!isThere) await requireNoOwnTickets(to);
  await begin();
  if (isThere) return there;
  const sum = new HashSum();
  return writeTicketRows(to, readTicketRows(from, form.columns, sum), form, () => sum.checksum);
}

/**
 * Jobs, views, settings and the audit from one store to another of the same version, in one step, compared there.
 * @returns the rows of all tables.
 */
export async function copyState(from: StateStore, to: StateStore): Promise<number> {
  return from.transaction(async (source) => {
    await beginReading(source);
    return to.transaction(async (target) => {
      await target.query("SET LOCAL TimeZone = 'UTC'");
      let total = 0;
      for (const table of STATE_TABLES) {
        await target.query(`DELETE FROM ${table}`);
        for await (const rows of readRows(source, table)) await writeRows(target, table, rows);
        const [found, wanted] = [await checksumOf(target, table), await checksumOf(source, table)];
        if (!isSame(found, wanted)) {
          throw new Error(
            `${table} does not read the same there: ${found.rows} of ${wanted.rows} rows. Nothing was changed.`,
          );
        }
        total += found.rows;
      }
      await continueNumbers(target);
      return total;
    });
  });
}
