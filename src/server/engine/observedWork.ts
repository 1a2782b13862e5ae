/** What is told of an engine's work, for figures of the server: no statement, and nobody's name. */

/** Questions of the page; files, imports and upgrades; results that are read bit by bit. */
export type WorkKind = 'short' | 'long' | 'stream';

/** One piece of work that has ended, whether or not it failed. */
export interface ObservedWork {
  kind: WorkKind;
  /** In line. */
  waitedSeconds: number;
  /** At its place. */
  seconds: number;
}

export type ObserveWork = (work: ObservedWork) => void;

/** How many pieces of work wait and run, whoever asked for them. */
export interface EngineLoad {
  waiting: number;
  running: number;
}
