/**
 * A cluster of two shards in one engine, which has neither a configuration of clusters nor a Keeper. The table over the rows is
 * the engine's own Distributed, of two addresses that are both this process; the rows are one table, of which each of the two
 * sees those that hash to it. So questions, inserts and INSERT SELECT are planned and done shard by shard; replicas there are
 * none, and no log of blocks, which would be one for both shards. What a real cluster refuses is refused here as well.
 */

const ADDRESSES = '127.0.0.1,localhost';
const CREATED_SHARD = /^CREATE TABLE (?:IF NOT EXISTS )?(\w+\.\w+_shard) /;
const REPLICATED = /ENGINE = Replicated(\w*)MergeTree\('[^']*', '\{replica\}'(?:, (\w+))?\) /;
const DISTRIBUTED = /ENGINE = Distributed\(\w+, (\w+), (\w+), intHash64\(id\)\)$/;
const CLUSTERS =
  "FROM (SELECT 'desk' AS cluster, number + 1 AS shard_num, 1 AS shard_weight FROM numbers(2)) WHERE cluster";

/** A shard does its part in the database of the cluster's configuration, which need not be the one that was asked in. */
const WITHOUT_DATABASE = /\b(?:FROM|JOIN)\s+(\w+_shard)\b/;
/** Each replica would look it up for itself. */
const REMOVES_LISTED = /^DELETE FROM .*\(SELECT /s;

/** A statement for every node, for the one that there is. @throws Error in a cluster's words. */
export function onThisNode(text: string, settings: ReadonlyMap<string, string>): string {
  const [, unknown] = WITHOUT_DATABASE.exec(text) ?? [];
  if (unknown !== undefined) {
    throw new Error(`Code: 60. DB::Exception: Unknown table expression identifier '${unknown}'. (UNKNOWN_TABLE)`);
  }
  if (REMOVES_LISTED.test(text) && text.includes(' ON CLUSTER ') && settings.get(NONDETERMINISTIC) !== '1') {
    throw new Error(
      `Code: 36. DB::Exception: ALTER UPDATE/ALTER DELETE statement with subquery may be nondeterministic, see ${NONDETERMINISTIC} setting. (BAD_ARGUMENTS)`,
    );
  }
  if (text.startsWith('SYSTEM SYNC REPLICA ON CLUSTER')) return 'SELECT 1';
  return text
    .replace(/ ON CLUSTER \w+/, '')
    .replace('FROM system.clusters WHERE cluster', CLUSTERS)
    .replace(DISTRIBUTED, (_, database: string, shard: string) => {
      return `AS remote('${ADDRESSES}', '${database}', '${shard}', intHash64(id))`;
    })
    .replace(REPLICATED, (_, kind: string, version = '') => `ENGINE = ${kind}MergeTree(${version})`);
}
const NONDETERMINISTIC = 'allow_nondeterministic_mutations';

/** The tables of rows, as far as they are known. */
export class Shards {
  readonly #tables: Set<string>;

  /** @param tables `database.table` of those that are there. */
  constructor(tables: readonly string[]) {
    this.#tables = new Set(tables);
  }

  add(text: string): void {
    const [, table] = CREATED_SHARD.exec(text) ?? [];
    if (table !== undefined) this.#tables.add(table);
  }

  /** The setting by which each shard sees its own rows, and who asks for no shard all of them. */
  get setting(): string {
    const filters = [...this.#tables].map((table) => `'${table}': 'shardNum() IN (0, intHash64(id) % 2 + 1)'`);
    return `additional_table_filters = {${filters.join(', ')}}`;
  }
}

export const KNOWN_SHARDS =
  "SELECT concat(database, '.', name) FROM system.tables WHERE endsWith(name, '_shard') FORMAT TabSeparated";
