import { ClickHouseError } from '@clickhouse/client';
import { withBackOff } from './backOff';
import { requireContact, told } from './firstContact';
import { ANSWER_SETTINGS } from './formats';
import type { Server } from './server';
import { requireNothing } from './statementRuns';
import { wholeAnswer } from './wholeAnswer';

/**
 * Makes the database where there is none: who is given one needs no right to.
 * @throws Error that names the setting by which the server cannot be asked.
 */
export async function makeDatabase(server: Server): Promise<void> {
  const { control, database, options } = server;
  await requireContact(server);
  const known = {
    query: 'SELECT 1 FROM system.databases WHERE name = {database:String}',
    query_params: { database },
  };
  await withBackOff(
    async () => {
      const answer = await control.reader.query({
        ...known,
        format: 'JSONEachRow',
        clickhouse_settings: ANSWER_SETTINGS,
      });
      if ((await wholeAnswer(answer.stream())).length > 0) return;
      const { stream } = await control.importer.exec({
        query: `CREATE DATABASE IF NOT EXISTS ${database}${options.layout.onCluster}`,
      });
      await requireNothing(stream);
    },
    { repeatable: true, pauses: options.pauses },
  ).catch((error: unknown) => {
    if (!(error instanceof ClickHouseError)) throw error;
    const words = `${database} is not there and cannot be made: the ClickHouse server answers "${told(error)}"`;
    throw new Error(`CLICKHOUSE_DATABASE: ${words}`, { cause: error });
  });
}
