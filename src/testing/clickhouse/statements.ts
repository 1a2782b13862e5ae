import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Session } from 'chdb';
import { literal } from '../../server/engine/boundValues';
import { withNamelessFile } from '../../server/engine/namelessFile';
import { quote } from '../../server/engine/statementSettings';
import type { StatementRequest } from './readRequest';
import { KNOWN_SHARDS, onThisNode, Shards } from './shards';
import { whileWritten } from './whileWritten';

/** A statement that the server has not ended yet. */
interface Running {
  queryId: string;
  user: string;
  /** By it the engine knows the statement. */
  comment: string;
}

/** What a statement gives: the bytes of its rows while it runs, and its end. */
export interface Result {
  format: string;
  bytes: AsyncIterable<Uint8Array> | undefined;
  /** @throws what the engine says. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

const KILL = /^KILL QUERY WHERE startsWith\(query_id, '([\w-]+)'\) ASYNC/;
const READS = /^[\s(]*(SELECT|WITH|SHOW|DESCRIBE|EXISTS|EXPLAIN|KILL)\b/i;
const FORMAT = /\sFORMAT\s+(\w+)\s*$/i;

/** Values are written into a statement here. */
const STATEMENT_SETTINGS = 'SET max_query_size = 67108864';

/** The engine behind the stand-in, with the users that a server has. */
export class Statements {
  readonly #folder: string;
  readonly #free: Session[] = [];
  readonly #control: Session;
  readonly #running = new Set<Running>();
  /** What each session is in. */
  readonly #databases = new WeakMap<Session, string>();
  readonly #shards: Shards;

  constructor(folder: string) {
    this.#folder = folder;
    this.#control = new Session(folder);
    this.#shards = new Shards(
      this.#control
        .query(KNOWN_SHARDS)
        .split('\n')
        .filter((name) => name !== ''),
    );
  }

  /** @throws Error in the engine's words. */
  async begin(asked: StatementRequest): Promise<Result> {
    const request = { ...asked, text: onThisNode(asked.text, asked.settings) };
    this.#shards.add(request.text);
    const kill = KILL.exec(request.text);
    if (kill?.[1] !== undefined) return this.#kill(kill[1], request.user);
    if (request.user === 'reader' && !READS.test(request.text)) {
      throw new Error('Code: 497. DB::Exception: reader: Not enough privileges. (ACCESS_DENIED)');
    }
    const session = this.#free.pop() ?? this.#open();
    const running = { queryId: request.queryId, user: request.user, comment: randomUUID() };
    this.#running.add(running);
    const end = async () => {
      await session.queryAsync(defaultsOf(request));
      this.#running.delete(running);
      this.#free.push(session);
    };
    try {
      await session.queryAsync(`${settingsOf(request, running.comment)}, ${this.#shards.setting}`);
      await this.#use(session, request.database ?? 'default');
    } catch (error) {
      await end();
      throw error;
    }
    const result = this.#run(session, request);
    const ended = result.ended.finally(end);
    ended.catch(() => undefined);
    return { ...result, ended, stop: () => this.#stop(running) };
  }

  async #use(session: Session, database: string): Promise<void> {
    if (this.#databases.get(session) === database) return;
    await session.queryAsync(`USE ${database}`);
    this.#databases.set(session, database);
  }

  #open(): Session {
    const session = new Session(this.#folder);
    session.query(STATEMENT_SETTINGS);
    return session;
  }

  #run(session: Session, { text, data, format: wanted }: StatementRequest): Omit<Result, 'stop'> {
    const [clause = '', format = wanted] = FORMAT.exec(text) ?? [];
    const statement = text.slice(0, text.length - clause.length);
    if (data !== undefined) return { format, bytes: undefined, ended: insert(session, statement, format, data) };
    if (!READS.test(text) || format === 'Null') {
      return { format, bytes: undefined, ended: done(session.queryAsync(statement, { format: 'Null' })) };
    }
    const { bytes, written } = whileWritten((path) =>
      session.queryAsync(`${statement} INTO OUTFILE ${quote(path)} APPEND FORMAT ${format}`),
    );
    return { format, bytes, ended: written };
  }

  async #kill(prefix: string, user: string): Promise<Result> {
    const found = [...this.#running].filter((each) => each.queryId.startsWith(prefix) && each.user === user);
    await Promise.all(found.map((each) => this.#stop(each)));
    const rows = found.map(({ queryId }) => `waiting\t${queryId}\t${user}\n`).join('');
    return {
      format: 'TabSeparated',
      bytes: Readable.from([Buffer.from(rows)]),
      ended: Promise.resolve(),
      stop: async () => {},
    };
  }

  async #stop({ comment }: Running): Promise<void> {
    const text = `KILL QUERY WHERE Settings['log_comment'] = '${comment}' AND NOT startsWith(query, 'SET') ASYNC`;
    await this.#control.queryAsync(text);
  }
}

function settingsOf({ settings, params }: StatementRequest, comment: string): string {
  const given = [...settings, ...params].map(([name, value]) => `${name} = ${literal(value)}`);
  return `SET ${[`log_comment = '${comment}'`, ...given].join(', ')}`;
}

/** A Session keeps its settings, and the tables of a statement that failed, until its next statement. */
function defaultsOf({ settings }: StatementRequest): string {
  const names = [...settings.keys()].filter((name) => name !== 'max_query_size');
  return `SET ${["log_comment = ''", ...names.map((name) => `${name} = DEFAULT`)].join(', ')}`;
}

async function insert(session: Session, statement: string, format: string, data: Buffer): Promise<void> {
  await withNamelessFile(data, async (path) => {
    await session.queryAsync(`${statement} FROM INFILE ${quote(path)} FORMAT ${format}`);
  });
}

async function done(work: Promise<unknown>): Promise<void> {
  await work;
}
