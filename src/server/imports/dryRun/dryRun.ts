import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { EnoughRead, ImportError } from '../importError';
import { openRows } from '../read/openRows';
import { FileNames, LeftOut, shownRaw } from '../read/rawRow';
import type { FileFormat, ImportSource } from '../read/source';
import { ticketOf } from '../read/ticketReader';

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
  /** Null if the file cannot be read as text. */
  format: FileFormat | null;
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
  /** The error of the file as a whole. */
  problem: string | null;
}

const FORMAT_NAMES: Record<FileFormat, string> = { csv: 'csv', jsonArray: 'JSON array', ndjson: 'ndjson' };

/** Reads the first rows of a file and stores nothing. */
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
  const leftOut = new LeftOut();
  const allNames = new FileNames();
  try {
    await readStart();
  } catch (error) {
    result.problem = problemOf(error, source, result.read);
  }
  return { ...result, names: allNames.names, leftOut: leftOut.names };

  async function readStart(): Promise<void> {
    const observer = { onText: limitedText() };
    const { format, reader, batches } = await openRows(source, { timeZone, mapping, leftOut, allNames, observer });
    result.format = format;
    for await (const rows of batches) {
      for (const row of rows) {
        result.read += 1;
        const parsed = reader.read(row);
        result.convertedTimes = reader.converted;
        if ('reason' in parsed) {
          result.rejected += 1;
          const reject = { file: source.name, line: row.line, reason: parsed.reason, raw: shownRaw(row) };
          if (result.rejects.length < MAX_SHOWN) result.rejects.push(reject);
        } else if (result.tickets.length < MAX_SHOWN) result.tickets.push(shownTicket(parsed.cells));
        if (result.read === DRY_RUN_ROWS) return;
      }
    }
  }
}

/** @returns a function that takes the sizes of pieces of text. @throws EnoughRead after DRY_RUN_BYTES. */
function limitedText(): (bytes: number) => void {
  let all = 0;
  return (bytes) => {
    all += bytes;
    if (all > DRY_RUN_BYTES) throw new EnoughRead();
  };
}

/** @throws errors that are not of the file. */
function problemOf(error: unknown, { name }: ImportSource, rows: number): string | null {
  if (error instanceof ImportError) return error.message;
  if (!(error instanceof EnoughRead)) throw error;
  return rows > 0 ? null : `${name}: there is no row within the first ${DRY_RUN_BYTES / 1_000_000} MB of its text`;
}

function shownTicket(cells: readonly (string | null)[]): DryRun['tickets'][number] {
  const cut = (value: string | number) =>
    typeof value === 'string' && value.length > MAX_SHOWN_LENGTH ? `${value.slice(0, MAX_SHOWN_LENGTH)}…` : value;
  return Object.fromEntries(Object.entries(ticketOf(cells)).map(([column, value]) => [column, cut(value)]));
}

/** A preview for the terminal in lines, with each ticket as one of JSON. */
export function formatPreview(name: string, preview: DryRun): string[] {
  const lines = [
    `${name}: ${preview.format === null ? '' : `${FORMAT_NAMES[preview.format]}; `}nothing is stored`,
    preview.problem !== null && `cannot be imported: ${preview.problem}`,
    `of the first ${preview.read} rows ${preview.rejected} would be rejected`,
    preview.convertedTimes > 0 && `times with T or an offset, brought to wall time: ${preview.convertedTimes}`,
    preview.leftOut.length > 0 &&
      `columns left out: ${preview.leftOut.join(', ')} (--map column=theirs gives them a place)`,
    ...preview.tickets.map((ticket) => JSON.stringify(ticket)),
    ...preview.rejects.map(({ line, reason }) => `rejected, line ${line}: ${reason}`),
  ];
  return lines.filter((line) => line !== false);
}
