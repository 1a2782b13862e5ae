import { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { badParameter } from '../../../contract/errors';

/** What the parts of a body may cost beside its own bytes: heads of pieces, and the head of the request. */
const OVERHEAD_BYTES = 16 * 1024;
const OVERHEAD_FACTOR = 1.5;

/**
 * The bytes of a body as they come, or null where there is none. From the connection itself, which hands over at once
 * all that is there: the framework's stream makes a promise for each piece, and a sender decides how small its pieces are.
 * @throws ApiError badRequest for pieces that are mostly heads: they cost the server more than they say.
 */
export function bodyBytes({ env, req }: Context): AsyncIterable<Uint8Array> | null {
  const incoming: unknown = env?.incoming;
  // Called without a connection, as by tests, there is only the framework's.
  if (!(incoming instanceof IncomingMessage)) return req.raw.body;
  const { headers } = incoming;
  const hasBody = Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
  return hasBody ? fromConnection(incoming) : null;
}

async function* fromConnection(incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
  const { socket, headers } = incoming;
  // With a length alone there are no heads of pieces.
  const isInPieces = headers['transfer-encoding'] !== undefined;
  const begun = socket.bytesRead;
  let bytes = 0;
  // Left early, the connection stays: it has an answer to carry.
  for await (const piece of incoming.iterator({ destroyOnReturn: false })) {
    bytes += piece.byteLength;
    if (isInPieces && socket.bytesRead - begun > OVERHEAD_BYTES + OVERHEAD_FACTOR * bytes) {
      throw badParameter(
        'body',
        'The body comes in pieces that are too small',
        'pieces of some hundred bytes, or Content-Length',
      );
    }
    yield piece;
  }
}
