import { drainPending, Session } from 'chdb';
import type { ObserveWork } from './observedWork';
import { PlacePool } from './placePool';

/** Compiling an expression at its third use takes longer than running it ever gains: see src/README.md. */
const WITHOUT_COMPILER = ['compile_expressions', 'compile_aggregate_expressions', 'compile_sort_description'];
const SESSION_SETTINGS = `SET ${[
  // The engine's own limit is 256 KiB, less than the values of a request can be once they are written out.
  'max_query_size = 67108864',
  ...WITHOUT_COMPILER.map((name) => `${name} = 0`),
  // The engine's own way asks whether a block is in memory, and hands it to other threads where a file system cannot
  // tell (tmpfs, some of networks): a page of whole rows then took twice as long, and a quarter longer where it can.
  "local_filesystem_read_method = 'pread'",
].join(', ')}`;

const DATABASE = 'ticketlens';
const HAS_DATABASE = `SELECT count() FROM system.databases WHERE name = '${DATABASE}' FORMAT TSV`;

/**
 * chDB runs one query per Session at a time; several Sessions on one folder run side by side. More than a
 * few would only make each other slower: the engine itself uses every core.
 */
export class SessionPool extends PlacePool<Session> {
  readonly #sessions: readonly Session[];

  constructor(folder: string, size: number, observe?: ObserveWork) {
    const sessions = Array.from({ length: size }, () => new Session(folder));
    for (const session of sessions) {
      session.query(SESSION_SETTINGS);
      if (session.query(HAS_DATABASE).trim() === '1') session.query(`USE ${DATABASE}`);
    }
    super(sessions, observe);
    this.#sessions = sessions;
  }

  /** Makes the database that the tickets are in, if it is not there; only while no Session is at work. */
  makeDatabase(): void {
    for (const session of this.#sessions) session.query(`CREATE DATABASE IF NOT EXISTS ${DATABASE}; USE ${DATABASE}`);
  }

  /**
   * Waits for running work, then closes: a process that exits with an open Session dies with a segmentation fault, and so
   * does one that asks a closed one. A Session that is closed while any other one works, or has only just done so, is
   * closed by chDB later, which this waits for as well.
   */
  async close(): Promise<void> {
    await this.shut();
    for (const session of this.#sessions) session.close();
    await drainPending();
  }
}
