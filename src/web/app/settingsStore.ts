import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ColumnId } from '../../contract/columns';

/** What is the viewer's and not the report's: panels and widths. Never part of a link. */
interface Settings {
  /** Pixels, by column, as dragged. */
  widths: Partial<Record<ColumnId, number>>;
  exportsOpen: boolean;
  setWidth(column: ColumnId, width: number): void;
  setExportsOpen(open: boolean): void;
}

export const useSettings = create<Settings>()(
  persist(
    (set) => ({
      widths: {},
      exportsOpen: false,
      setWidth: (column, width) => set(({ widths }) => ({ widths: { ...widths, [column]: Math.round(width) } })),
      setExportsOpen: (exportsOpen) => set({ exportsOpen }),
    }),
    { name: 'ticketlens', partialize: ({ widths }) => ({ widths }) },
  ),
);
