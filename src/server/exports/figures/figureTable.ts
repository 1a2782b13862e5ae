import type { FigureTableName } from '../../../contract/query/figureFile';

/** A share 0..1, which a workbook shows in percent. */
export interface Share {
  share: number | null;
}

export type FigureCell = string | number | null | Share;

/** The numbers of a tile or chart. */
export interface FigureTable {
  name: FigureTableName;
  /** What it is on screen. */
  title: string;
  /** What is counted, and how. */
  formula: string;
  /** Tickets that it is of. */
  n: number;
  columns: readonly string[];
  rows: readonly (readonly FigureCell[])[];
}

/** A cell as csv and plain numbers have it. */
export function plainCell(cell: FigureCell): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell.share : cell;
}
