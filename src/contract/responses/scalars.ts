import { z } from 'zod';
import { COLUMN_IDS } from '../columns/columns';

/** What the schemas of several responses are made of. */

export const columnId = z.enum(COLUMN_IDS);
/** A non-negative count. */
export const count = z.int().nonnegative();
/** Wall time `YYYY-MM-DD HH:mm:ss`. */
export const wallTime = z.string();
