import { mkdirSync } from 'node:fs';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { type StateQuery, type StateStore, stateQuery } from './stateStore';

/** Postgres in the process, its data in a folder that the caller has locked: PGlite itself takes no lock. */
export async function openPglite(folder: string): Promise<StateStore> {
  mkdirSync(folder, { recursive: true });
  const database = await PGlite.create(folder);
  return {
    ...queryOn(database),
    transaction: (work) => database.transaction((transaction) => work(queryOn(transaction))),
    listen: async (channel, onPayload) => {
      await database.listen(channel, onPayload);
    },
    shared: false,
    close: () => database.close(),
  };
}

function queryOn(target: PGlite | Transaction): StateQuery {
  return stateQuery(async (text, values = []) => {
    // Only exec takes several statements at once, as migrations do, and only query takes values.
    if (values.length > 0) return (await target.query(text, [...values])).rows;
    const results = await target.exec(text);
    return results.at(-1)?.rows ?? [];
  });
}
