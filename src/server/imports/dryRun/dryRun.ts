import { type ColumnMapping, MAX_THEIR_NAME } from '../../../contract/columns/columnMapping';
import { ImportError } from '../importError';
import { SourceNames } from '../read/mapping';
import { LeftOut, type ReadContext, shownRaw } from '../read/rawRow';
import { type FileFormat, type ImportSource, openSource } from '../read/source';
import { TicketReader, ticketOf } from '../read/ticketReader';
import { READERS } from '../read/understoodRows';

/** Enough to tell whether a mapping fits, and quick for any file. */
const DRY_RUN_ROWS = 1000;
/** Of tickets and of rejects each. */
export const MAX_SHOWN = 10;
export const MAX_NAMES = 300;
/** Enough of a value to recognise it; a cell can hold megabytes. */
const MAX_SHOWN_LENGTH = 300;

/** The first rows of a file as they would be stored. */
export interface DryRun {
  /** Null where the file could not be opened as text. */
  format: FileFormat | null;
  /** Columns of the file, or of its first records; those that can be mapped. */
  names: string[];
  /** Rows that were looked at, from the start. */
  read: number;
  rejected: number;
  convertedTimes: number;
  /** Names that no column has. */
  leftOut: string[];
  /** Without what is null; long values are cut. */
  tickets: Record<string, string | number>[];
  rejects: { file: string; line: number; reason: string; raw: string }[];
  /** Why the file cannot be imported as a whole. */
  problem: string | null;
}

const FORMAT_NAMES: Record<FileFormat, string> = { csv: 'csv', jsonArray: 'JSON array', ndjson: 'ndjson' };

/** Reads the beginning of a file and stores nothing. */
export async function dryRun(
  source: ImportSource,
  { timeZone, mapping }: { timeZone: string; mapping: ColumnMapping },
): Promise<DryRun> {
  const result: Omit<DryRun, 'names' | 'leftOut'> = {
    format: null,
    read: 0,
    rejected: 0,
    convertedTimes: 0,
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
    names: [...context.allNames].filter((name) => name.length <= MAX_THEIR_NAME).slice(0, MAX_NAMES),
    leftOut: context.leftOut.names,
  };

  async function readStart(): Promise<void> {
    const { format, bytes } = await openSource(source, () => undefined);
    result.format = format;
    const reader = new TicketReader(timeZone, format === 'csv');
    for await (const rows of READERS[format](bytes, context satisfies ReadContext)) {
      for (const row of rows) {
        result.read += 1;
        const understood = reader.read(row);
        result.convertedTimes = reader.converted;
        if ('reason' in understood) {
          result.rejected += 1;
          const reject = { file: source.name, line: row.line, reason: understood.reason, raw: shownRaw(row) };
          if (result.rejects.length < MAX_SHOWN) result.rejects.push(reject);
        } else if (result.tickets.length < MAX_SHOWN) result.tickets.push(shownTicket(understood.cells));
        if (result.read === DRY_RUN_ROWS) return;
      }
    }
    context.sourceNames.requireSeen(source.name);
  }
}

function shownTicket(cells: readonly (string | null)[]): DryRun['tickets'][number] {
  const cut = (value: string | number) =>
    typeof value === 'string' && value.length > MAX_SHOWN_LENGTH ? `${value.slice(0, MAX_SHOWN_LENGTH)}…` : value;
  return Object.fromEntries(Object.entries(ticketOf(cells)).map(([column, value]) => [column, cut(value)]));
}

/** The same for whoever reads a terminal: each ticket a line of JSON. */
export function dryRunText(name: string, run: DryRun): string {
  const lines = [
    `${name}: ${run.format === null ? '' : `${FORMAT_NAMES[run.format]}; `}nothing is stored`,
    run.problem !== null && `cannot be imported: ${run.problem}`,
    `of the first ${run.read} rows ${run.rejected} would be rejected`,
    run.convertedTimes > 0 && `times with T or an offset, brought to wall time: ${run.convertedTimes}`,
    run.leftOut.length > 0 && `columns left out: ${run.leftOut.join(', ')} (--map column=theirs gives them a place)`,
    ...run.tickets.map((ticket) => JSON.stringify(ticket)),
    ...run.rejects.map(({ line, reason }) => `rejected, line ${line}: ${reason}`),
  ];
  return lines.filter((line) => line !== false).join('\n');
}
