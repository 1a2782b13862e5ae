import { z } from 'zod';

/** What a finished file holds, as it was when it was made. */
export const receiptSchema = z.object({
  /** The report's filters in plain words, and which part of it. */
  words: z.string(),
  /** Wall time that stood for "now". */
  asOf: z.string(),
  timeZone: z.string(),
  hiddenColumns: z.array(z.string()),
});
export type Receipt = z.infer<typeof receiptSchema>;
