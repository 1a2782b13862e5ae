import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';

/** An answer, read to its end. */
export interface Reply {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
  ms: number;
}

interface AskOptions {
  method?: 'GET' | 'POST';
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string> | undefined;
  signal?: AbortSignal;
}

/** A user who keeps connections open, as a browser does. */
export class LoadClient {
  readonly #address: string;
  readonly #token: string;
  readonly #agent: Agent;

  /** @param token empty for somebody who is not signed in. */
  constructor(address: string, token: string, connections = 40) {
    this.#address = address;
    this.#token = token;
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @param path below /api/mind, or a whole path of the server. @throws Error when the connection breaks. */
  ask(path: string, { method = 'GET', body, headers, signal }: AskOptions = {}): Promise<Reply> {
    const url = this.#address + (path.startsWith('/api/mind') ? path : `/api/mind${path}`);
    const own = {
      ...(this.#token === '' ? {} : { Authorization: `Bearer ${this.#token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const options = { method, headers: own, agent: this.#agent, ...(signal === undefined ? {} : { signal }) };
      const sent = request(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body,
            ms: performance.now() - started,
          });
        });
      });
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Numbers from 0 to 1 that are the same in each run of the same name. */
export function* numbersOf(name: string): Generator<number, never> {
  for (let at = 0; ; at += 1) {
    yield createHash('sha256').update(`${name} ${at}`).digest().readUInt32LE(0) / 2 ** 32;
  }
}

/** The value that so much of the list is at most. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}
