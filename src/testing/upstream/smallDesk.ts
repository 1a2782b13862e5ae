import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

/** An instance of another version, as far as a mirror asks it: pages of whatever rows a test gives it. */
export interface SmallDesk {
  url: string;
  /** What it has now; every row has the same names. */
  rows: DeskRow[];
  stop(): Promise<void>;
}
export type DeskRow = Record<string, string | number | null>;

const askedSchema = z.object({
  limit: z.coerce.number(),
  orderByField: z.string(),
  orderByDirection: z.enum(['asc', 'desc']),
});

export async function startSmallDesk(): Promise<SmallDesk> {
  const desk: SmallDesk = { url: '', rows: [], stop };
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', desk.url).searchParams;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(page(desk.rows, query)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  desk.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  async function stop() {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
  return desk;
}

function page(rows: readonly DeskRow[], query: URLSearchParams): DeskRow[] {
  const { limit, orderByField, orderByDirection } = askedSchema.parse(Object.fromEntries(query));
  const sign = orderByDirection === 'asc' ? 1 : -1;
  const chosen = rows.filter((row) => [0, 1].every((index) => matches(row, query, index)));
  return chosen.sort((a, b) => compare(a, b, orderByField) * sign || compare(a, b, 'id')).slice(0, limit);
}

function matches(row: DeskRow, query: URLSearchParams, index: number): boolean {
  const [key, comparator, value] = ['key', 'comparator', 'value'].map((part) =>
    query.get(`filters[${index}][${part}]`),
  );
  if (typeof key !== 'string') return true;
  const own = row[key] ?? null;
  if (own === null) return false;
  const order = compare(row, { [key]: typeof own === 'number' ? Number(value) : (value ?? null) }, key);
  return comparator === '='
    ? order === 0
    : comparator === '>'
      ? order > 0
      : comparator === '>='
        ? order >= 0
        : order <= 0;
}

function compare(a: DeskRow, b: DeskRow, key: string): number {
  const [one, other] = [a[key] ?? '', b[key] ?? ''];
  return one === other ? 0 : one < other ? -1 : 1;
}
