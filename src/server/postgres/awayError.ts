import pg from 'pg';

/** A PostgreSQL server cannot be reached, or was cut off; trying again later helps. */
export class PostgresAwayError extends Error {
  constructor(options?: ErrorOptions) {
    super('The database of the server cannot be reached', options);
    this.name = 'PostgresAwayError';
  }
}

/** Connection exceptions, a server that shuts down, crashes or starts, and one with no connection left. */
const AWAY = /^(08|57P0[123]$|53300$)/;

/** Runs what only asks a connection or a pool. @throws PostgresAwayError where no answer of the server's came. */
export async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw isAway(error) ? new PostgresAwayError({ cause: error }) : error;
  }
}

/** What a server answers is a DatabaseError; all else that a connection tells is that there is none. */
function isAway(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return AWAY.test(error.code ?? '');
  return error instanceof Error && !(error instanceof TypeError);
}
