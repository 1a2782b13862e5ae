import { z } from 'zod';

/** Values that several settings have. */

export function wholeNumber(min: number, max: number) {
  const allowed = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, allowed)
    .transform(Number)
    .refine((value) => value >= min && value <= max, allowed);
}

/** `10`, `7.5` or `10 %`, as a share of 1. */
export const percent = z
  .string()
  .regex(/^(100|\d{1,2}(\.\d{1,2})?) ?%?$/, 'must be per cent from 0 to 100, such as 10 or 7.5')
  .transform((text) => Number.parseFloat(text) / 100);

export const httpAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address', abort: true });

/** Links are made by what is put behind it, and stand in mails. */
export const httpOrigin = httpAddress.refine((text) => {
  const { href, origin } = new URL(text);
  return href === `${origin}/`;
}, 'must be the address of a host alone, such as https://reports.example.com');

export const onOrOff = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1');
