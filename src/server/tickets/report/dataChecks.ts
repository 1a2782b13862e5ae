import { z } from 'zod';
import { recordOf } from '../../../contract/recordOf';
import { DATA_CHECKS, type DataCheck } from '../../../contract/sla';
import type { AsOf } from '../asOf';
import { dataCheckCondition } from '../dataCheck';
import type { SqlParams } from '../sqlParams';

/** How many of the matching tickets contradict themselves, check by check. */

export const dataChecksSchema = z.object(recordOf(DATA_CHECKS, () => z.int()));

/** The checks as columns of the matching tickets, by name. */
export function dataCheckColumns(asOf: AsOf): (bind: SqlParams) => Record<DataCheck, string> {
  return (bind) => recordOf(DATA_CHECKS, (check) => dataCheckCondition(check, bind, asOf));
}

/** SELECT items over those columns. */
export const DATA_CHECK_COUNTS = DATA_CHECKS.map((check) => `countIf(t.${check}) AS ${check}`);
