import { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import type { RequestLines } from './requestLines';

/** An answer is in memory until its reader has taken it, and its place in line is taken as long. */
export async function holdingPlace(
  line: RequestLines,
  owner: string,
  { env }: Context,
  answer: () => Promise<Response>,
): Promise<Response> {
  const leave = await line.enter(owner);
  try {
    const response = await answer();
    const outgoing: unknown = env?.outgoing;
    // Files are sent from the disk, and streams of events last as long as the page is open.
    const isHeld = outgoing instanceof ServerResponse && !outgoing.destroyed && isWholeInMemory(response);
    if (isHeld) outgoing.once('close', leave);
    else leave();
    return response;
  } catch (error) {
    leave();
    throw error;
  }
}

function isWholeInMemory({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/json') === true && !headers.has('content-disposition');
}
