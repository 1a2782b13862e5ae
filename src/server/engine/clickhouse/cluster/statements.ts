import type { ClickHouseSettings } from '@clickhouse/client';
import type { Sql } from '../../engine';
import { CLUSTER_OWNER, type TableForm } from '../../ticketTables';

/**
 * The statements that make, change and drop tables on every node. Names have their database: a node that does what another
 * one asks has none of its own.
 */

/** What a cluster is called, and the database on each of its nodes. */
export interface ClusterPlace {
  cluster: string;
  database: string;
}

/** On each shard, with a copy on each of its replicas. */
export function shardOf(table: string): string {
  return `${table}_shard`;
}

export class ClusterStatements {
  readonly onCluster: string;
  readonly #database: string;
  readonly #cluster: string;

  constructor({ cluster, database }: ClusterPlace) {
    this.onCluster = `ON CLUSTER ${cluster}`;
    this.#cluster = cluster;
    this.#database = database;
  }

  /** The rows first, so that the table over them never names what is not there. */
  create({ name, columns, besides = [], version, settings = '', comment = '' }: TableForm): string[] {
    const shard = shardOf(name);
    // A name is never used again, and neither is its path in the Keeper.
    const path = `'/clickhouse/tables/{shard}/{database}/${shard}', '{replica}'`;
    const engine = version === undefined ? 'ReplicatedMergeTree' : 'ReplicatedReplacingMergeTree';
    const parameters = version === undefined ? path : `${path}, ${version}`;
    return [
      `CREATE TABLE ${this.named(shard)} ${this.onCluster} (${[...columns, ...besides].join(', ')}) ENGINE = ${engine}(${parameters}) ORDER BY id${settings} COMMENT '${comment}'`,
      `CREATE TABLE ${this.named(name)} ${this.onCluster} (${columns.join(', ')}) ENGINE = Distributed(${this.#cluster}, ${this.#database}, ${shard}, intHash64(id))`,
    ];
  }

  /** The table over the rows first. */
  drop(name: string): string[] {
    return [name, shardOf(name)].map((table) => `DROP TABLE IF EXISTS ${this.named(table)} ${this.onCluster} SYNC`);
  }

  empty(name: string): string {
    return `TRUNCATE TABLE ${this.named(shardOf(name))} ${this.onCluster}`;
  }

  /** One replica of each shard does it, as with every ALTER of replicated tables, and the others follow. */
  clone(from: string, into: string): string {
    return `ALTER TABLE ${this.named(shardOf(into))} ${this.onCluster} ATTACH PARTITION tuple() FROM ${this.named(shardOf(from))}`;
  }

  /** Of a row that is deleted twice nothing else becomes: each replica may begin the same. */
  remove(table: string, listed: string): string {
    return `DELETE FROM ${this.named(shardOf(table))} ${this.onCluster} WHERE id IN (SELECT id FROM ${this.named(shardOf(listed))})`;
  }

  /** Ends once each replica has all rows that its shard has got. Merges are not waited for. */
  settle(table: string): string {
    return `SYSTEM SYNC REPLICA ${this.onCluster} ${this.named(shardOf(table))} LIGHTWEIGHT`;
  }

  /** Which shards the cluster has, as one text. */
  shards(): Sql {
    const text = `SELECT arrayStringConcat(arraySort(groupUniqArray(concat(toString(shard_num), ':', toString(shard_weight)))), ' ') AS shards
      FROM system.clusters WHERE cluster = {cluster:String}`;
    return { text, params: { cluster: this.#cluster } };
  }

  /** A table without rows whose comment says whose tables stand beside it. */
  own(id: string): string {
    return `CREATE TABLE IF NOT EXISTS ${this.named(CLUSTER_OWNER)} ${this.onCluster} (id String) ENGINE = Memory COMMENT '${id}'`;
  }

  /** With its database: not every node that a statement reaches is in it. */
  named(table: string): string {
    return `${this.#database}.${table}`;
  }
}

/** Seconds that a statement ON CLUSTER is waited for on every node. */
const CHANGE_SECONDS = 300;
/** Its last word comes by then. */
export const CHANGE_MS = (CHANGE_SECONDS + 60) * 1000;

export const CLUSTER_SETTINGS: ClickHouseSettings = {
  // An answer of some of the shards would be a narrower report that claims to be whole.
  skip_unavailable_shards: 0,
  // A replica that has to fetch rows first (its disk is new) is not asked.
  max_replica_delay_for_distributed_queries: '1',
  fallback_to_stale_replicas_for_distributed_queries: 0,
  // A question that would ask every shard from every shard is refused; none of ours does.
  distributed_product_mode: 'deny',
  // An INSERT ends once the rows are where they belong; of INSERT SELECT each shard keeps its own.
  distributed_foreground_insert: 1,
  parallel_distributed_insert_select: '2',
  // A change has been done on every node, or fails.
  distributed_ddl_output_mode: 'throw',
  distributed_ddl_task_timeout: String(CHANGE_SECONDS),
  alter_sync: '2',
  mutations_sync: '2',
  lightweight_deletes_sync: '2',
  // What is removed is listed in a table, which every replica has whole by then; so all of them remove the same.
  allow_nondeterministic_mutations: 1,
  // Old tickets go, however many they were.
  max_table_size_to_drop: '0',
};
