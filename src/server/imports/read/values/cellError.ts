/** Why a cell cannot be stored; thrown by the readers of cells and caught where a row is put together. */
export class CellError extends Error {
  /** Undefined where there is none. */
  readonly value: unknown;

  /** @param what the rest of a sentence about the column, the same for every cell that is wrong in this way. */
  constructor(what: string, value?: unknown) {
    super(what);
    this.value = value;
  }
}

/** Enough of a value to recognise it. */
export function showValue(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
