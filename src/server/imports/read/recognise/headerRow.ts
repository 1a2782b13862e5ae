/** Names by which a header is known: those of our columns, and those that columns are mapped to. */
export class HeaderNames {
  readonly #known: ReadonlySet<string>;
  readonly #isUsual: (name: string) => boolean;

  /** @param isUsual whether files of any program have a column of this name. */
  constructor(names: readonly string[], isUsual: (name: string) => boolean = () => false) {
    this.#known = new Set(names);
    this.#isUsual = isUsual;
  }

  /** The same with names that would have to be mapped first. */
  usualIn(cells: readonly string[]): number {
    return new Set(cells.map((cell) => cell.trim()).filter((cell) => this.#known.has(cell) || this.#isUsual(cell)))
      .size;
  }

  /** How many of them a row has, each counted once. */
  countIn(cells: readonly string[]): number {
    return new Set(cells.map((cell) => cell.trim()).filter((cell) => this.#known.has(cell))).size;
  }
}

/** One alone can be a value: `email` is a channel too. */
const ENOUGH_NAMES = 2;
/** A share of the cells: a column may lack its name, and two cells of three are a title: "Made by", "Anna". */
const MOSTLY = 0.7;
/** Titles of a report are above its table, and not far. */
export const MAX_ROWS_ABOVE = 50;

/**
 * The row of names: the first of those with the most known names, else the first one whose cells are mostly filled,
 * which titles above a table are not. Undefined without rows.
 * @param width the usual number of cells.
 */
export function headerRow<Row extends { cells: readonly string[] }>(
  rows: readonly Row[],
  width: number,
  names: HeaderNames,
): Row | undefined {
  const first = rows.slice(0, MAX_ROWS_ABOVE);
  let best: Row | undefined;
  let most = ENOUGH_NAMES - 1;
  for (const row of first) {
    const count = names.countIn(row.cells);
    if (count > most) [best, most] = [row, count];
  }
  // Values can be known names: a channel that is `email` beside a topic that is `id`.
  const above = best === undefined ? [] : first.slice(0, first.indexOf(best));
  best = above.find(({ cells }) => names.usualIn(cells) > most) ?? best;
  const mostly = Math.max(Math.min(2, width), width * MOSTLY);
  return best ?? first.find(({ cells }) => filled(cells) >= mostly) ?? first[0];
}

function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}
