import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the proxy does to a request: nothing, an error response, or a broken connection. */
export type Fault =
  | { kind: 'none' }
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: string }
  /** No response, or half of one, which is ended properly or not. */
  | { kind: 'cut' }
  | { kind: 'half'; ended: boolean };

export interface FaultyProxy {
  url: string;
  /** Query strings of the requests, in order. */
  readonly asked: string[];
  stop(): Promise<void>;
}

export interface ProxyPlan {
  /** Called before each request is passed on; may change the upstream. */
  before?(query: URLSearchParams): Promise<Fault> | Fault;
}

/** A proxy on loopback in front of `target`. */
export async function startFaultyProxy(target: string, plan: ProxyPlan): Promise<FaultyProxy> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', target);
    asked.push(url.search);
    try {
      await answer(request, response, url, plan);
    } catch {
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, url: URL, plan: ProxyPlan): Promise<void> {
  const fault = (await plan.before?.(url.searchParams)) ?? { kind: 'none' };
  if (fault.kind === 'cut') {
    response.destroy();
    return;
  }
  if (fault.kind === 'answer') {
    response.writeHead(fault.status, fault.headers).end(fault.body ?? '');
    return;
  }
  const { authorization = '' } = request.headers;
  const answered = await fetch(url, { headers: { authorization } });
  const body = Buffer.from(await answered.arrayBuffer());
  response.writeHead(answered.status, { 'content-type': answered.headers.get('content-type') ?? '' });
  if (fault.kind === 'none') {
    response.end(body);
    return;
  }
  const half = body.subarray(0, Math.ceil(body.length / 2));
  if (fault.ended) response.end(half);
  else response.write(half, () => response.destroy());
}
