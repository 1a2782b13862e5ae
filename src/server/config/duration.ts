import { z } from 'zod';
import { DAY_SECONDS, isFixedUnit, isTimeUnit, UNITS } from '../../contract/time/units';

/** Length of time such as `90s`, `12h` or `7d`, as seconds. @param maxDays the longest that is accepted. */
export function durationSchema(maxDays: number) {
  return z
    .string()
    .regex(/^\d{1,9}[smhd]$/, 'must be a number and s, m, h or d, such as 1h')
    .transform((text) => Number(text.slice(0, -1)) * secondsOf(text.slice(-1)))
    .refine((seconds) => seconds > 0 && seconds <= maxDays * DAY_SECONDS, `must be from 1s to ${maxDays}d`);
}

function secondsOf(unit: string): number {
  return isTimeUnit(unit) && isFixedUnit(unit) ? UNITS[unit].seconds : 0;
}
