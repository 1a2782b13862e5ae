import { z } from 'zod';
import type { ReportAnswer } from '../../../contract/reportAnswer';
import { DATA_CHECKS } from '../../../contract/sla';
import { dataCheckCondition } from '../computedKeys';
import { type RunOptions, sql, type TicketEngine } from '../engine';
import type { TicketScope } from '../rows';
import { TABLE } from '../schema';
import { SqlParams } from '../sqlParams';
import { whereText } from '../where';

const rowSchema = z.record(z.enum(DATA_CHECKS), z.int());

/** How many of the matching tickets contradict themselves, check by check. */
export async function readDataChecks(
  engine: TicketEngine,
  scope: TicketScope,
  options: RunOptions,
): Promise<ReportAnswer['dataChecks']> {
  const params = new SqlParams();
  const where = whereText(scope.query.filters, params, scope.moment);
  const counts = DATA_CHECKS.map((check) => `countIf(${dataCheckCondition(check, params, scope.moment)}) AS ${check}`);
  const [row] = await engine.rows(
    sql(`SELECT ${counts.join(', ')} FROM ${TABLE} AS t WHERE ${where}`, params.values),
    options,
  );
  return rowSchema.parse(row);
}
