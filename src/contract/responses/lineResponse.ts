import { z } from 'zod';

/** The caller's place before the engine, in questions: a report asks several. */
export const lineResponseSchema = z.object({
  waiting: z.int().nonnegative(),
  running: z.int().nonnegative(),
  /** Other callers' questions that are being answered. */
  others: z.int().nonnegative(),
});
export type LineResponse = z.infer<typeof lineResponseSchema>;
