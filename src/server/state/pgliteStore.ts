import { statfsSync } from 'node:fs';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { DiskFullError, orDiskFullError } from '../process/diskFullError';
import { errnoOf } from '../process/errno';
import { OneByOne } from '../process/oneByOne';
import { isMade, makeDatabase, START_PARAMS } from './pgliteFolder';
import { upkeepOf } from './pgliteUpkeep';
import { type StateCaller, type StateQuery, type StateStore, stateQuery } from './stateStore';

/**
 * Postgres in the process, its data in a folder that the caller has locked: PGlite itself takes no lock.
 * @throws Error that names the folder when what is there is damaged.
 */
export async function openPglite(folder: string): Promise<StateStore> {
  if (!isMade(folder)) await makeDatabase(folder);
  const database = await PGlite.create(folder, { startParams: START_PARAMS }).catch((error: unknown) => {
    throw damaged(folder, error);
  });
  const line = new OneByOne();
  const upkeep = upkeepOf(inLine(line, database, UPKEEP), () => hasRoom(folder));
  return {
    ...queryOn((caller) => inLine(line, database, caller), folder, upkeep.wrote),
    async transaction(work, caller) {
      requireRoom(folder);
      return line.run(caller, () =>
        database.transaction((transaction) => work(queryOn(() => transaction, folder, upkeep.wrote))),
      );
    },
    listen: async (channel, onPayload) => {
      await database.listen(channel, onPayload);
    },
    // The folder is locked already.
    occupy: async () => true,
    isAlone: async () => true,
    shared: false,
    async close() {
      await upkeep.stop();
      await line.drained();
      await database.close();
    },
  };
}

/** Nobody's name. */
const UPKEEP = Symbol('upkeep');

type Target = Pick<Transaction, 'query' | 'exec'>;

/** Statements of one caller, each of which holds the thread while it runs. */
function inLine(line: OneByOne, database: PGlite, whose: unknown): Target {
  return {
    query: (text, values) => line.run(whose, () => database.query(text, values)),
    exec: (text) => line.run(whose, () => database.exec(text)),
  };
}

function queryOn(
  targetOf: (caller: StateCaller | undefined) => Target,
  folder: string,
  wrote: (values: readonly unknown[]) => void,
): StateQuery {
  return stateQuery(async (text, values = [], caller) => {
    if (!READS.test(text)) {
      requireRoom(folder);
      wrote(values);
    }
    const target = targetOf(caller);
    try {
      // Only exec takes several statements at once, as migrations do, and only query takes values.
      if (values.length > 0) return (await target.query(text, [...values])).rows;
      const results = await target.exec(text);
      return results.at(-1)?.rows ?? [];
    } catch (error) {
      throw DAMAGED.test(errnoOf(error) ?? '') ? damaged(folder, error) : orDiskFullError(error);
    }
  });
}

const READS = /^\s*SELECT\b/i;

/**
 * Postgres writes its log in files of 16 MB, and where the next one cannot be made PGlite never returns: the whole
 * process would stand still. Whoever fills the disk may be quick, hence room for more than one.
 */
const ROOM_BYTES = 64_000_000;

/** @throws DiskFullError */
function requireRoom(folder: string): void {
  if (!hasRoom(folder)) throw new DiskFullError('The disk of the server is full');
}

function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM_BYTES;
}

/** A file that is missing or cannot be read, or one whose content is wrong; Postgres has classes for both. */
const DAMAGED = /^(58|XX)/;

function damaged(folder: string, cause: unknown): Error {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `DATA_DIR: ${folder}, which holds jobs and settings, is damaged (${said}). Put a copy of the folder back; or move it away, and the next start begins with an empty one: exports, views, tokens and sessions are gone then, tickets stay.`,
    { cause },
  );
}
