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
  /** What a documented server, which keeps no list of exports, said about the last one. */
  toldExport: ToldExport | undefined;
  setWidth(column: ColumnId, width: number): void;
  setExportsOpen(open: boolean): void;
  dismissExport(mark: string | undefined): void;
  tellExport(told: ToldExport | undefined): void;
}

interface ToldExport {
  email: string;
  message: string;
}

export const useSettings = create<Settings>()(
  persist(
    (set) => ({
      widths: {},
      exportsOpen: false,
      dismissedExport: undefined,
      toldExport: undefined,
      setWidth: (column, width) => set(({ widths }) => ({ widths: { ...widths, [column]: Math.round(width) } })),
      setExportsOpen: (exportsOpen) => set({ exportsOpen }),
      dismissExport: (dismissedExport) => set({ dismissedExport }),
      tellExport: (toldExport) => set({ toldExport }),
    }),
    {
      name: 'ticketlens',
      partialize: ({ widths, dismissedExport, toldExport }) => ({ widths, dismissedExport, toldExport }),
    },
  ),
);

// What one tab closes or is told holds for the others as well.
window.addEventListener('storage', ({ key }) => {
  if (key === 'ticketlens') void useSettings.persist.rehydrate();
});
