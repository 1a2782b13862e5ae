import type { IncomingMessage, ServerResponse } from 'node:http';

/** For the rest of a request that is answered already, and for its sender to read the answer. */
export const REST_MS = 1000;
/** Of the rest that is read, so that the connection can go on: as much as a browser has sent before it reads an answer. */
const REST_BYTES = 256 * 1024;

/**
 * Node reads a body to its end, as fast and for as long as it comes, also when its request is answered. Here it is read
 * on a little; then no longer, but the connection stays for a moment: closed at once, it would take the answer along
 * that is still on its way.
 */
export function boundRest(request: IncomingMessage, response: ServerResponse): void {
  response.once('finish', () => {
    if (request.complete) return;
    const { socket } = request;
    let bytes = 0;
    const count = (chunk: Uint8Array) => {
      bytes += chunk.byteLength;
      if (request.complete) socket.off('data', count);
      else if (bytes > REST_BYTES) {
        // Whichever of the two it is that asks for more.
        request.pause();
        socket.pause();
      }
    };
    socket.on('data', count);
    request.resume();
    setTimeout(() => request.complete || socket.destroySoon(), REST_MS).unref();
  });
}
