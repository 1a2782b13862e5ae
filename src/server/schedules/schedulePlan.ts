import { z } from 'zod';
import { newScheduleSchema } from '../../contract/responses/schedules';

/** What a schedule's row keeps as JSON, which its signature is of. */
export const planSchema = newScheduleSchema.omit({ recipients: true, isPaused: true }).extend({
  /** Keys of users, and their addresses when they were chosen. */
  recipients: z.array(z.object({ userId: z.string(), email: z.string() })),
});
export type Plan = z.infer<typeof planSchema>;
