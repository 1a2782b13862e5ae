import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ColumnId } from '../../contract/columns';

/** What is the viewer's and not the report's: panels and widths. Never part of a link. */
interface Settings {
  /** Pixels, by column, as dragged. */
  widths: Partial<Record<ColumnId, number>>;
  exportsOpen: boolean;
  /** The export, in the state, whose strip was closed. */
  dismissedExport: string | undefined;
  setWidth(column: ColumnId, width: number): void;
  setExportsOpen(open: boolean): void;
  dismissExport(mark: string | undefined): void;
}

export const useSettings = create<Settings>()(
  persist(
    (set) => ({
      widths: {},
      exportsOpen: false,
      dismissedExport: undefined,
      setWidth: (column, width) => set(({ widths }) => ({ widths: { ...widths, [column]: Math.round(width) } })),
      setExportsOpen: (exportsOpen) => set({ exportsOpen }),
      dismissExport: (dismissedExport) => set({ dismissedExport }),
    }),
    {
      name: 'ticketlens',
      partialize: ({ widths, dismissedExport }) => ({ widths, dismissedExport }),
    },
  ),
);
