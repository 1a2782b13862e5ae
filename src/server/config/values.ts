import { z } from 'zod';

/** Values that several settings have. */

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);

export const httpAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

export const onOrOff = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1');
