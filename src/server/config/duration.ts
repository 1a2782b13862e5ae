import { z } from 'zod';

const UNIT_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Length of time such as `90s`, `12h` or `7d`, as seconds. @param maxDays the longest that is accepted. */
export function durationSchema(maxDays: number) {
  return z
    .string()
    .regex(/^\d{1,9}[smhd]$/, 'must be a number and s, m, h or d, such as 1h')
    .transform((text) => Number(text.slice(0, -1)) * (UNIT_SECONDS[text.slice(-1)] ?? 0))
    .refine((seconds) => seconds > 0 && seconds <= maxDays * 86_400, `must be from 1s to ${maxDays}d`);
}
