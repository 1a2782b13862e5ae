import { z } from 'zod';
import { COLUMN_IDS, type ColumnId, isProvided } from '../../contract/columns/columns';
import type { ColumnBytes } from '../../contract/query/fileSize';
import { recordOf } from '../../contract/recordOf';
import { columnId } from '../../contract/responses/scalars';
import { wallTimeIn } from '../../contract/time/wallTime';
import { sql, type TicketEngine } from '../engine/engine';
import { columnSql } from './columnSql';
import { TABLE } from './schema/ticketTable';
import { SqlParams } from './sqlParams';
import { type KeptOfVersion, keptOfVersion, readTable } from './storeFacts';

/** Enough for an estimate; the newest. */
const SAMPLE_ROWS = 2000;

/** For computed values about any moment does: their lengths differ little. */
const SAMPLED_AS_OF = { time: wallTimeIn('UTC', new Date()), timeZone: 'UTC', hidesLaterClosings: false };

/** What not every instance has is short beside the rest. */
const SAMPLED = COLUMN_IDS.filter((id) => isProvided(id, { workingTime: false, subject: false }));

const samples: KeptOfVersion<ColumnBytes> = new WeakMap();

/**
 * Average bytes of the columns' values as text; a quote counts twice, as it is written. Zeros while the store is empty.
 * Sampled once for every version of the tickets: a small export must not wait longer for it than for its rows.
 * @param engine the server's own, not a caller's share.
 */
export async function readColumnBytes(engine: TicketEngine, columns: readonly ColumnId[]): Promise<ColumnBytes> {
  const { version } = await readTable(engine);
  const bytes = await keptOfVersion(samples, engine, version, () => sampleColumnBytes(engine));
  return recordOf(columns, (id) => bytes[id] ?? 0);
}

async function sampleColumnBytes(engine: TicketEngine): Promise<ColumnBytes> {
  const averages = SAMPLED.map((id) => `avgOrDefault(length(text_${id}) + countSubstrings(text_${id}, '"')) AS ${id}`);
  const params = new SqlParams();
  const texts = SAMPLED.map((id) => `ifNull(toString(${columnSql(id, params, SAMPLED_AS_OF)}), '') AS text_${id}`);
  // Their ids first: in descending order the engine reads whole rows granule by granule, a hundred times as long.
  const newest = `SELECT id FROM ${TABLE} ORDER BY id DESC LIMIT ${SAMPLE_ROWS}`;
  const sample = `SELECT ${texts.join(', ')} FROM ${TABLE} AS t WHERE t.id >= (SELECT min(id) FROM (${newest}))`;
  const statement = sql(`SELECT ${averages.join(', ')} FROM (${sample})`, params.values);
  return engine.row(z.partialRecord(columnId, z.number()), statement, { isPrompt: true });
}
