import type { Readable } from 'node:stream';
import { ReadableStream as NodeStream } from 'node:stream/web';

/**
 * A stream of bytes as the body of a request or a response; who cancels it destroys the stream. In place of
 * `Readable.toWeb`, which in Node.js 20 throws where nobody can catch it when a reader leaves while bytes are waiting.
 */
export function toWebStream(stream: Readable): ReadableStream<Uint8Array> {
  return NodeStream.from<Uint8Array>(stream) as ReadableStream<Uint8Array>;
}
