import { recordOf } from '../../../contract/recordOf';
import { DATA_CHECKS, type DataCheck } from '../../../contract/sla';
import type { AsOf } from '../asOf';
import { dataCheckCondition } from '../dataCheck';
import type { SqlParams } from '../sqlParams';

/** How many of the matching tickets contradict themselves, check by check. */

/** The checks as columns of the matching tickets, by name. */
export function dataCheckColumns(bind: SqlParams, asOf: AsOf): Record<DataCheck, string> {
  return recordOf(DATA_CHECKS, (check) => dataCheckCondition(check, bind, asOf));
}

/** The same columns where nobody asks for the checks. */
export const NO_DATA_CHECKS: Record<DataCheck, string> = recordOf(DATA_CHECKS, () => 'toUInt8(0)');
