import { z } from 'zod';

/** Values that several settings have. */

export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);

/** `10`, `7.5` or `10 %`, as a share of 1. */
export const percent = z
  .string()
  .regex(/^(100|\d{1,2}(\.\d{1,2})?) ?%?$/, 'must be per cent from 0 to 100, such as 10 or 7.5')
  .transform((text) => Number.parseFloat(text) / 100);

export const httpAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

export const onOrOff = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1');
