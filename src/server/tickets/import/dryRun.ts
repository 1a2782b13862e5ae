import type { ColumnMapping } from '../../../contract/columnMapping';
import { ImportError } from './importError';
import { SourceNames } from './mapping';
import { LeftOut, type ReadContext, shownRaw } from './rawRow';
import { type ImportSource, openSource } from './source';
import { TicketReader, ticketOf } from './ticketReader';
import { READERS } from './understoodRows';

/** Enough to tell whether a mapping fits, and quick for any file. */
const DRY_RUN_ROWS = 1000;
/** Of tickets and of rejects each. */
const MAX_SHOWN = 10;
const MAX_NAMES = 300;

/** The first rows of a file as they would be stored. */
export interface DryRun {
  format: 'csv' | 'jsonArray' | 'ndjson';
  /** Columns of the file, or of its first records. */
  names: string[];
  /** Rows that were looked at, from the start. */
  read: number;
  rejected: number;
  convertedTimes: number;
  /** Names that no column has. */
  leftOut: string[];
  /** Without what is null. */
  tickets: Record<string, string | number>[];
  rejects: { line: number; reason: string; raw: string }[];
  /** Why the file cannot be imported as a whole. */
  problem: string | null;
}

/** Reads the beginning of a file and stores nothing. @throws ImportError when it cannot be opened as text. */
export async function dryRun(
  source: ImportSource,
  { timeZone, mapping }: { timeZone: string; mapping: ColumnMapping },
): Promise<DryRun> {
  const { format, bytes } = await openSource(source, () => undefined);
  const reader = new TicketReader(timeZone, format === 'csv');
  const result: Omit<DryRun, 'names' | 'leftOut' | 'convertedTimes'> = {
    format,
    read: 0,
    rejected: 0,
    tickets: [],
    rejects: [],
    problem: null,
  };
  const context = {
    name: source.name,
    leftOut: new LeftOut(),
    sourceNames: new SourceNames(mapping),
    allNames: new Set<string>(),
  };
  try {
    await readStart();
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    result.problem = error.message;
  }
  return {
    ...result,
    names: [...context.allNames].slice(0, MAX_NAMES),
    leftOut: context.leftOut.names,
    convertedTimes: reader.converted,
  };

  async function readStart(): Promise<void> {
    for await (const rows of READERS[format](bytes, context satisfies ReadContext)) {
      for (const row of rows) {
        result.read += 1;
        const understood = reader.read(row);
        if ('reason' in understood) {
          result.rejected += 1;
          const { line } = row;
          if (result.rejects.length < MAX_SHOWN)
            result.rejects.push({ line, reason: understood.reason, raw: shownRaw(row) });
        } else if (result.tickets.length < MAX_SHOWN) {
          result.tickets.push(ticketOf(understood.cells));
        }
        if (result.read === DRY_RUN_ROWS) return;
      }
    }
    context.sourceNames.requireSeen(source.name);
  }
}

/** The same for whoever reads a terminal: each ticket a line of JSON. */
export function dryRunText(name: string, run: DryRun): string {
  const lines = [
    `${name}: ${run.format === 'jsonArray' ? 'JSON array' : run.format}; nothing is stored`,
    run.problem !== null && `cannot be imported: ${run.problem}`,
    `of the first ${run.read} rows ${run.rejected} would be rejected`,
    run.convertedTimes > 0 && `times with T or an offset, brought to wall time: ${run.convertedTimes}`,
    run.leftOut.length > 0 && `columns left out: ${run.leftOut.join(', ')} (--map column=theirs gives them a place)`,
    ...run.tickets.map((ticket) => JSON.stringify(ticket)),
    ...run.rejects.map(({ line, reason }) => `rejected, line ${line}: ${reason}`),
  ];
  return lines.filter((line) => line !== false).join('\n');
}
