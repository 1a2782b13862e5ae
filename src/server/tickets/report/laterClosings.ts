import { z } from 'zod';
import { type RunOptions, sql, type TicketEngine } from '../../engine/engine';
import type { AsOf } from '../asOf';
import { keptRow } from '../keptAnswers';
import { TABLE } from '../schema/ticketTable';

const latestSchema = z.object({ latest: z.string().nullable() });

/**
 * As-of without hiding what was closed later where nothing was: asking each ticket takes a twentieth of a report, and the
 * answer for all of them is kept.
 */
export async function hidingLaterClosings(engine: TicketEngine, asOf: AsOf, options: RunOptions): Promise<AsOf> {
  if (!asOf.hidesLaterClosings) return asOf;
  const statement = sql(`SELECT max(closedAt) AS latest FROM ${TABLE}`);
  const { latest } = await keptRow(engine, latestSchema, statement, options);
  return latest !== null && latest > asOf.time ? asOf : { ...asOf, hidesLaterClosings: false };
}
