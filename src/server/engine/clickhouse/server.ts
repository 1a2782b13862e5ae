import type { ClickHouseClient } from '@clickhouse/client';
import type { ClickhouseSettings } from '../../config/clickhouseSettings';
import type { ObserveWork } from '../observedWork';
import { PlacePool } from '../placePool';
import { openClient } from './client';
import { type Layout, ONE_SERVER } from './layout';

/** The two users that the server knows: who asks questions may not change anything. */
export type User = 'reader' | 'importer';
type Clients = Readonly<Record<User, ClickHouseClient>>;

/** What one process asks of the server at once; of several processes each asks as much. */
export interface ServerOptions {
  questions: number;
  streams: number;
  prompt: number;
  /** Milliseconds without a byte after which the server counts as gone. */
  silenceMs: number;
  /** Milliseconds before each further try. */
  pauses: readonly number[];
  /** How the tables lie on it. */
  layout: Layout;
  /** Told of each piece of work that has ended. */
  observe?: ObserveWork | undefined;
}

/** A server that restarts or fails over is back within the pauses. */
export const SERVER_OPTIONS: ServerOptions = {
  questions: 8,
  streams: 4,
  prompt: 4,
  silenceMs: 60_000,
  pauses: [100, 300, 900, 2700, 5000],
  layout: ONE_SERVER,
};

/** KILL QUERY waits for no other question. */
const CONTROL_CONNECTIONS = 4;
const KILL_TIMEOUT_MS = 5000;

/** A ClickHouse server as one process sees it: connections for each user, and places at which it is asked. */
export class Server {
  readonly options: ServerOptions;
  readonly database: string;
  readonly clients: Clients;
  /** They ask without the database, which may not be there yet. */
  readonly control: Clients;
  readonly questions: PlacePool<number>;
  readonly streams: PlacePool<number>;
  readonly prompt: PlacePool<number>;

  constructor(settings: ClickhouseSettings, options: ServerOptions) {
    const { database, reader, importer } = settings;
    const { questions, streams, prompt, silenceMs, observe, layout } = options;
    const own = { database, connections: questions + streams + prompt, silenceMs };
    const control = { database: undefined, connections: CONTROL_CONNECTIONS, silenceMs };
    this.options = options;
    this.database = database;
    const changes = { silenceMs: layout.changeMs ?? silenceMs };
    this.clients = {
      reader: openClient(settings, reader, own),
      importer: openClient(settings, importer, { ...own, ...changes }),
    };
    this.control = {
      reader: openClient(settings, reader, control),
      importer: openClient(settings, importer, { ...control, ...changes }),
    };
    this.questions = placePool(questions, observe);
    this.streams = placePool(streams, observe);
    this.prompt = placePool(prompt);
  }

  /**
   * Stops what a user asked; users may stop what is their own.
   * @param id the beginning of the ids of its queries.
   * @returns whether the server still had any of it.
   */
  async kill(user: User, id: string): Promise<boolean> {
    const { stream } = await this.control[user].exec({
      query: `KILL QUERY WHERE startsWith(query_id, '${id}') ASYNC FORMAT TabSeparated`,
      abort_signal: AbortSignal.timeout(KILL_TIMEOUT_MS),
    });
    let found = false;
    for await (const _ of stream) found = true;
    return found;
  }

  /** Waits for what runs. */
  async close(): Promise<void> {
    await Promise.all([this.questions, this.streams, this.prompt].map((pool) => pool.shut()));
    const clients = [...Object.values(this.clients), ...Object.values(this.control)];
    await Promise.all(clients.map((client) => client.close()));
    await this.options.layout.close();
  }
}

function placePool(size: number, observe?: ObserveWork): PlacePool<number> {
  return new PlacePool(
    Array.from({ length: size }, (_, place) => place),
    observe,
  );
}
