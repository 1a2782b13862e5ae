import { z } from 'zod';

/** A user in a row of the store: who asked for an export, owns a schedule, or signed in. */
export const storedCallerSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  fromProvider: z.literal(true).optional(),
});
