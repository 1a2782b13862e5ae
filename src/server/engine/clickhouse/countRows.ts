import type { EngineFormat } from '../engine';

const [QUOTE, NEWLINE, BRACE] = [0x22, 0x0a, 0x7b];

/** Counts the rows of a file as its bytes go by. */
interface RowCounter {
  add(bytes: Uint8Array): void;
  readonly rows: number;
}

export function counterOf(format: Exclude<EngineFormat, 'parquet'>): RowCounter {
  return format === 'csv' ? new CsvRows() : new JsonRows();
}

/** CSV records below the header: a quoted cell may hold line breaks. A last record that is cut is none. */
class CsvRows implements RowCounter {
  #records = 0;
  #quoted = false;

  add(bytes: Uint8Array): void {
    for (const byte of bytes) {
      // A doubled quote within a cell ends it and begins it again.
      if (byte === QUOTE) this.#quoted = !this.#quoted;
      else if (byte === NEWLINE && !this.#quoted) this.#records += 1;
    }
  }

  get rows(): number {
    return Math.max(0, this.#records - 1);
  }
}

/** Lines that begin an object, of a JSON array or on their own. */
class JsonRows implements RowCounter {
  rows = 0;
  #atStart = true;

  add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      if (this.#atStart && bytes[from] === BRACE) this.rows += 1;
      const end = bytes.indexOf(NEWLINE, from);
      this.#atStart = end !== -1;
      if (end === -1) return;
      from = end + 1;
    }
  }
}
