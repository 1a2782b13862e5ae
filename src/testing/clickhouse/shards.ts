/**
 * A cluster of two shards in one engine, which has neither a configuration of clusters nor a Keeper. The table over the rows is
 * the engine's own Distributed, of two addresses that are both this process; the rows are one table, of which each of the two
 * sees those that hash to it. So questions, inserts and INSERT SELECT are planned and done shard by shard; replicas there are
 * none, and no log of blocks, which would be one for both shards.
 */

const ADDRESSES = '127.0.0.1,localhost';
const CREATED_SHARD = /^CREATE TABLE (?:IF NOT EXISTS )?(\w+\.\w+_shard) /;
const REPLICATED = /ENGINE = Replicated(\w*)MergeTree\('[^']*', '\{replica\}'(?:, (\w+))?\) /;
const DISTRIBUTED = /ENGINE = Distributed\(\w+, (\w+), (\w+), intHash64\(id\)\)$/;

/** A statement for every node, for the one that there is. */
export function onThisNode(text: string): string {
  if (text.startsWith('SYSTEM SYNC REPLICA ON CLUSTER')) return 'SELECT 1';
  return text
    .replace(/ ON CLUSTER \w+/, '')
    .replace(DISTRIBUTED, (_, database: string, shard: string) => {
      return `AS remote('${ADDRESSES}', '${database}', '${shard}', intHash64(id))`;
    })
    .replace(REPLICATED, (_, kind: string, version = '') => `ENGINE = ${kind}MergeTree(${version})`);
}

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
