/** One record as the file has it, before it is understood. */
export interface RawRow {
  /** Physical line on which the record starts, from 1. */
  line: number;
  /** By column name; csv cells are text or null, JSON values are whatever was sent. */
  cells: Record<string, unknown>;
  /** Set when the record itself is broken, with the reason; cells may then be incomplete. */
  broken?: string;
}

/** No honest ticket is longer; it keeps a missing quote from swallowing the rest of a file into memory. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;
