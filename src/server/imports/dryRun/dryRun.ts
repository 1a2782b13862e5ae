import type { ColumnMapping, Wording } from '../../../contract/columns/columnMapping';
import type { StoredColumnId } from '../../../contract/columns/columns';
import type { Dialect, FileQuestion, Recognised } from '../../../contract/responses/fileDialect';
import type { CHART_TIMES, FoundValues, RejectGroup } from '../../../contract/responses/importResponses';
import { EnoughRead, ImportError, OpenQuestion, Undecided } from '../importError';
import { lackingTimes, toldDerived } from '../lacking/derived';
import type { ImportSource, ReadObserver } from '../read/container/source';
import { FileState } from '../read/fileState';
import { type OpenedRows, openRows } from '../read/openRows';
import { FileNames, LeftOut, type RawRow, shownRaw } from '../read/rawRow';
import { RejectGroups } from '../read/rejectGroups';
import { settleFile } from '../read/settleFile';
import { describeProblem, ticketOf } from '../read/ticketReader';
import { recognisePreset } from '../suggest/recognisePreset';
import { ValueCounts } from './valueCounts';

/** Enough to check a mapping, and quick for any file. */
const DRY_RUN_ROWS = 1000;
/** Of a file's text: rows of megabytes, and text without any row, are read no further. */
const DRY_RUN_BYTES = 32_000_000;
/** Limit of tickets, and of rejects. */
export const MAX_SHOWN = 10;
/** Longer values are cut off: a cell can have megabytes. */
const MAX_SHOWN_LENGTH = 300;

/** The result of a dry run: the first rows as they would be stored. */
export interface DryRun {
  /** Empty if the file cannot be read. */
  recognised: Recognised[];
  /** Names in the header, or in the first JSON objects, that can be mapped. */
  names: string[];
  /** Number of rows read. */
  read: number;
  rejected: number;
  convertedTimes: number;
  /** Names that are no column's. */
  leftOut: string[];
  /** Without null values. */
  tickets: Record<string, string | number>[];
  rejects: { file: string; line: number; reason: string; raw: string }[];
  rejectGroups: RejectGroup[];
  /** What is not as it seems, in sentences. */
  notes: string[];
  derived: StoredColumnId[];
  /** Of the times that the charts are made of, those that the file does not have. */
  lacking: (typeof CHART_TIMES)[number][];
  /** The words in columns of words. */
  values: FoundValues[];
  /** The helpdesk whose export it is. */
  preset: string | null;
  /** Whether all of its rows were read. */
  isWhole: boolean;
  /** The error of the file as a whole. */
  problem: string | null;
  /** What the file does not tell, where that is the problem. */
  question: FileQuestion | null;
}

export interface DryRunFileOptions {
  timeZone: string;
  mapping: ColumnMapping;
  /** What the file's words mean. */
  wording?: Wording;
  /** What is said of how the file is written. */
  dialect?: Dialect;
  /** Reads all of the file, until this time of performance.now(); without it the first rows. */
  until?: number;
}

/** Reads a file, or its first rows, and stores nothing. */
export async function dryRun(source: ImportSource, options: DryRunFileOptions): Promise<DryRun> {
  const state = new FileState(options.dialect);
  for (;;) {
    const run = new Run(source, state, options);
    try {
      return await run.result();
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      const problem = await settled(source, state, error, options);
      if (problem !== undefined) return { ...run.soFar(), ...problem };
    }
  }
}

type Problem = Pick<DryRun, 'problem' | 'question'>;

/** @returns the problem when the file does not tell what is undecided. */
async function settled(
  source: ImportSource,
  state: FileState,
  undecided: Undecided,
  { timeZone, mapping, until }: DryRunFileOptions,
): Promise<Problem | undefined> {
  try {
    await settleFile(source, state, undecided, { timeZone, mapping, lookObserver: () => bounded(until) });
    return undefined;
  } catch (error) {
    return problemOf(error, source, 0);
  }
}

/** One reading. */
class Run {
  readonly #source: ImportSource;
  readonly #state: FileState;
  readonly #options: DryRunFileOptions;
  readonly #leftOut = new LeftOut();
  readonly #allNames = new FileNames();
  readonly #groups = new RejectGroups();
  readonly #values = new ValueCounts();
  readonly #counts = { read: 0, rejected: 0, convertedTimes: 0 };
  readonly #tickets: DryRun['tickets'] = [];
  readonly #rejects: DryRun['rejects'] = [];
  #opened: OpenedRows | undefined;
  #isWhole = false;

  constructor(source: ImportSource, state: FileState, options: DryRunFileOptions) {
    this.#source = source;
    this.#state = state;
    this.#options = options;
  }

  /** @throws Undecided. */
  async result(): Promise<DryRun> {
    let problem: Problem = NO_PROBLEM;
    try {
      await this.#read();
    } catch (error) {
      problem = problemOf(error, this.#source, this.#counts.read);
    }
    return { ...this.soFar(), ...problem };
  }

  soFar(): Omit<DryRun, keyof Problem> {
    const { names } = this.#allNames;
    const present = this.#opened?.present() ?? [];
    return {
      ...this.#counts,
      recognised: this.#opened === undefined ? [] : [this.#opened.recognised()],
      names,
      leftOut: this.#leftOut.names,
      tickets: this.#tickets,
      rejects: this.#rejects,
      rejectGroups: this.#groups.list,
      notes: this.#opened?.notes() ?? [],
      derived: toldDerived(present),
      lacking: lackingTimes([present]),
      values: this.#opened === undefined ? [] : this.#values.list(this.#opened.wording),
      preset: recognisePreset(names)?.name ?? null,
      isWhole: this.#isWhole,
    };
  }

  async #read(): Promise<void> {
    const { timeZone, mapping, wording, until } = this.#options;
    const names = { leftOut: this.#leftOut, allNames: this.#allNames };
    const observers = { observer: bounded(until), lookObserver: () => bounded(until) };
    const words = wording === undefined ? {} : { wording };
    const opening = { timeZone, mapping, state: this.#state, ...words, ...names, ...observers };
    const opened = await openRows(this.#source, opening);
    this.#opened = opened;
    for await (const rows of opened.batches) {
      for (const row of rows) {
        this.#take(row, opened);
        if (until === undefined && this.#counts.read === DRY_RUN_ROWS) return;
      }
    }
    this.#isWhole = true;
  }

  #take(row: RawRow, { reader }: OpenedRows): void {
    const parsed = reader.read(row);
    this.#counts.read += 1;
    this.#counts.convertedTimes = reader.converted;
    this.#values.add(row.values);
    if ('cells' in parsed) {
      if (this.#tickets.length < MAX_SHOWN) this.#tickets.push(shownTicket(parsed.cells));
      return;
    }
    const { name } = this.#source;
    const [problem] = parsed.problems;
    this.#counts.rejected += 1;
    this.#groups.add(name, row, parsed.problems);
    if (problem === undefined || this.#rejects.length === MAX_SHOWN) return;
    this.#rejects.push({ file: name, line: row.line, reason: describeProblem(problem), raw: shownRaw(row) });
  }
}

const NO_PROBLEM: Problem = { problem: null, question: null };

/** Ends a reading at a time, or without one after DRY_RUN_BYTES of text. */
function bounded(until: number | undefined): ReadObserver {
  let all = 0;
  const onText = (bytes: number) => {
    all += bytes;
    if (until === undefined ? all > DRY_RUN_BYTES : performance.now() > until) throw new EnoughRead();
  };
  return { onText };
}

/** @throws errors that are not of the file. */
function problemOf(error: unknown, { name }: ImportSource, rows: number): Problem {
  if (error instanceof OpenQuestion) return { problem: error.message, question: error.question };
  if (error instanceof ImportError) return { problem: error.message, question: null };
  if (!(error instanceof EnoughRead)) throw error;
  if (rows > 0) return NO_PROBLEM;
  const problem = `${name}: there is no row within the first ${DRY_RUN_BYTES / 1_000_000} MB of its text`;
  return { problem, question: null };
}

function shownTicket(cells: readonly (string | null)[]): DryRun['tickets'][number] {
  const cut = (value: string | number) =>
    typeof value === 'string' && value.length > MAX_SHOWN_LENGTH ? `${value.slice(0, MAX_SHOWN_LENGTH)}…` : value;
  return Object.fromEntries(Object.entries(ticketOf(cells)).map(([column, value]) => [column, cut(value)]));
}
