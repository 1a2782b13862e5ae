import { z } from 'zod';

/** What the stand-in does wrong, and to which statements. */
export const faultSchema = z.object({
  /** Statements whose text has this. */
  match: z.string(),
  /** How many of them, from now on. */
  times: z.int().positive(),
  kind: z.enum([
    /** The connection is cut before anything is done. */
    'cut',
    /** The same once it is done, and before anybody hears of it. */
    'cutWhenDone',
    /** The body is cut off, or ended as if it were whole. */
    'cutBody',
    'endBody',
    /** After the status 200 and part of the rows: the text of an error, and the end; or the end of the connection. */
    'error',
    'errorAndCut',
    /** Too many questions at once. */
    'refuse',
    /** Nothing is said. */
    'silence',
  ]),
  /** Bytes of the body that are sent before; all without it. */
  after: z.int().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

const pending: Fault[] = [];

export function addFault(fault: Fault): void {
  pending.push({ ...fault });
}

/** The fault that this statement is to meet; it counts as met. */
export function takeFault(text: string): Fault | undefined {
  const index = pending.findIndex(({ match }) => text.includes(match));
  const fault = pending[index];
  if (fault === undefined) return undefined;
  fault.times -= 1;
  if (fault.times === 0) pending.splice(index, 1);
  return fault;
}
