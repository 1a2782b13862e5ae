import type { Socket } from 'node:net';
import { z } from 'zod';

/** A reader who takes less than this in the time is none: a page's slowest line has a thousand times as much. */
const TAKEN_BYTES = 16 * 1024;

/** What Node.js says of the way to the reader nowhere else: bytes that it was given, and those that still wait. */
const handleSchema = z.object({ bytesWritten: z.number(), writeQueueSize: z.number() });

/**
 * Ends a connection whose reader has stopped: what waits to be sent is held in memory, and a file that it is read from
 * stays open.
 */
export function endStalled(socket: Socket, stalledMs: number): void {
  let before = { waiting: 0, taken: 0 };
  const timer = setInterval(() => {
    const now = { waiting: socket.writableLength, taken: takenOf(socket) };
    const wanted = Math.min(before.waiting, TAKEN_BYTES);
    if (before.waiting > 0 && now.waiting > 0 && now.taken - before.taken < wanted) socket.destroy();
    before = now;
  }, stalledMs).unref();
  socket.once('close', () => clearInterval(timer));
}

/** Of what the socket was given, as much as has gone: one write can be megabytes, and goes bit by bit. */
function takenOf(socket: Socket): number {
  const handle = handleSchema.safeParse(Reflect.get(socket, '_handle'));
  if (!handle.success) return socket.bytesWritten - socket.writableLength;
  return handle.data.bytesWritten - handle.data.writeQueueSize;
}
