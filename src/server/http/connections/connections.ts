import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressKey } from './addressKey';

/** What connections may hold together. Shorter in tests. */
export interface ConnectionBounds {
  /** Connections of one address: a browser opens six, and an office may stand behind one. */
  ofAddress: number;
  /** All of them. */
  connections: number;
  /** Requests on one connection that are not answered: no browser sends a second one before the answer to the first. */
  unanswered: number;
  /** Bytes of their heads; a single one may have more. */
  headBytes: number;
  /** Bytes of the heads on all connections, those included that have not come whole. */
  allHeadBytes: number;
}

export const CONNECTION_BOUNDS: ConnectionBounds = {
  ofAddress: 1500,
  connections: 5000,
  unanswered: 50,
  headBytes: 256 * 1024,
  allHeadBytes: 64 * 1024 * 1024,
};

/** Beside its text: objects of a request, and of each of its headers. */
const REQUEST_BYTES = 2048;
const HEADER_BYTES = 64;
const SWEEP_MS = 1000;

/** Why a connection is not taken. */
export type Refused = 'address' | 'all';

interface Connection {
  address: string | undefined;
  unanswered: number;
  headBytes: number;
  /** Read of it when its last request, or the answer to it, was there. */
  read: number;
}

interface Holder {
  bytes: number;
  held: { socket: Socket; bytes: number }[];
}

/** The connections of a server, each with what it holds of its memory before anybody has signed in. */
export class Connections {
  readonly #bounds: ConnectionBounds;
  readonly #maxHeadBytes: number;
  readonly #open = new Map<Socket, Connection>();
  /** On which no request waits, by address; the one that has been so the longest is the first. */
  readonly #idle = new Set<Socket>();
  readonly #ofAddress = new Map<string, Set<Socket>>();
  readonly #sweep: NodeJS.Timeout;
  #headBytes = 0;

  /** @param maxHeadBytes of one request. */
  constructor(bounds: ConnectionBounds, maxHeadBytes: number) {
    this.#bounds = bounds;
    this.#maxHeadBytes = maxHeadBytes;
    this.#sweep = setInterval(() => this.#makeRoom(), SWEEP_MS).unref();
  }

  close(): void {
    clearInterval(this.#sweep);
  }

  /**
   * Takes a connection in. Where there are too many, the one makes way that has waited longest without a request: a browser
   * opens another when it needs one.
   * @param isProxy its address is not its user's.
   * @returns why it is not taken, where all of the others are at work.
   */
  take(socket: Socket, isProxy: boolean): Refused | undefined {
    const address = isProxy || socket.remoteAddress === undefined ? undefined : addressKey(socket.remoteAddress);
    const siblings = (address === undefined ? undefined : this.#ofAddress.get(address)) ?? new Set();
    if (siblings.size >= this.#bounds.ofAddress && !this.#giveUpIdle(siblings)) return 'address';
    if (this.#open.size >= this.#bounds.connections && !this.#giveUpIdle(this.#open)) return 'all';
    this.#open.set(socket, { address, unanswered: 0, headBytes: 0, read: 0 });
    this.#idle.add(socket);
    if (address !== undefined) this.#ofAddress.set(address, siblings.add(socket));
    socket.once('close', () => this.#forget(socket));
    return undefined;
  }

  /**
   * Ends a connection on which more requests wait than anybody sends: each takes memory until it is answered, and so many
   * that fit into some megabytes take Node.js minutes to give up.
   */
  mayWait(request: IncomingMessage, response: ServerResponse): boolean {
    const { socket } = request;
    const connection = this.#open.get(socket);
    if (connection === undefined || socket.destroyed) return false;
    const bytes = headBytesOf(request);
    this.#add(socket, connection, 1, bytes);
    response.once('close', () => this.#add(socket, connection, -1, -bytes));
    const { unanswered, headBytes } = this.#bounds;
    const isTooMuch = connection.unanswered > 1 && connection.headBytes > headBytes;
    if (connection.unanswered > unanswered || isTooMuch) this.#end(socket);
    else if (this.#headBytes > this.#bounds.allHeadBytes) this.#makeRoom();
    return !socket.destroyed;
  }

  #add(socket: Socket, connection: Connection, requests: 1 | -1, bytes: number): void {
    connection.unanswered += requests;
    connection.headBytes += bytes;
    connection.read = socket.bytesRead;
    if (!this.#open.has(socket)) return;
    this.#headBytes += bytes;
    if (connection.unanswered === 0) this.#idle.add(socket);
    else this.#idle.delete(socket);
  }

  /**
   * From the address that holds most, the largest first: whoever opens thousands of connections makes nobody else's request
   * the largest. Behind a proxy, which reads heads itself, each connection stands alone.
   */
  #makeRoom(): void {
    const holders = new Map<string | Socket, Holder>();
    let all = 0;
    for (const [socket, connection] of this.#open) {
      const bytes = this.#held(socket, connection);
      const holder = holders.get(connection.address ?? socket) ?? { bytes: 0, held: [] };
      holder.bytes += bytes;
      holder.held.push({ socket, bytes });
      holders.set(connection.address ?? socket, holder);
      all += bytes;
    }
    const sorted = [...holders.values()].sort((a, b) => b.bytes - a.bytes);
    for (const { held } of sorted) {
      for (const { socket, bytes } of held.sort((a, b) => b.bytes - a.bytes)) {
        if (all <= this.#bounds.allHeadBytes) return;
        all -= bytes;
        this.#end(socket);
      }
    }
  }

  /** What has come behind its last request can be a part of the next head, of which nothing is told until it is whole. */
  #held(socket: Socket, { headBytes, read }: Connection): number {
    return headBytes + Math.min(socket.bytesRead - read, this.#maxHeadBytes);
  }

  /** @returns whether there was one among them. */
  #giveUpIdle(among: { has(socket: Socket): boolean }): boolean {
    for (const socket of this.#idle) {
      if (!among.has(socket)) continue;
      this.#end(socket);
      return true;
    }
    return false;
  }

  #end(socket: Socket): void {
    socket.destroy();
    this.#forget(socket);
  }

  #forget(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (connection === undefined) return;
    this.#open.delete(socket);
    this.#idle.delete(socket);
    this.#headBytes -= connection.headBytes;
    if (connection.address === undefined) return;
    const siblings = this.#ofAddress.get(connection.address);
    siblings?.delete(socket);
    if (siblings?.size === 0) this.#ofAddress.delete(connection.address);
  }
}

function headBytesOf({ url = '', rawHeaders }: IncomingMessage): number {
  return rawHeaders.reduce((sum, text) => sum + text.length + HEADER_BYTES, REQUEST_BYTES + url.length);
}
