import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ColumnId } from '../../contract/columns/columns';
import type { CsvDialect, ExportFormat } from '../../contract/query/requests';

/** What somebody chose for their files; what they did not is absent. */
export interface FileChoice {
  format?: ExportFormat;
  columns?: 'shown' | 'all';
  csvDialect?: CsvDialect;
}

/** What is the viewer's and not the report's: panels and widths. Never part of a link. */
interface Settings {
  /** Pixels, by column, as dragged. */
  widths: Partial<Record<ColumnId, number>>;
  exportsOpen: boolean;
  /** What files somebody makes, by the user's id: the browser can be shared. */
  fileChoices: Record<string, FileChoice>;
  /** The export, in the state, whose strip was closed. */
  dismissedExport: string | undefined;
  /** What a documented server, which keeps no list of exports, said about the last one. */
  toldExport: ToldExport | undefined;
  chooseFile(userId: string, choice: FileChoice): void;
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
      fileChoices: {},
      exportsOpen: false,
      dismissedExport: undefined,
      toldExport: undefined,
      chooseFile: (userId, choice) =>
        set(({ fileChoices }) => ({
          fileChoices: { ...fileChoices, [userId]: { ...fileChoices[userId], ...choice } },
        })),
      setWidth: (column, width) => set(({ widths }) => ({ widths: { ...widths, [column]: Math.round(width) } })),
      setExportsOpen: (exportsOpen) => set({ exportsOpen }),
      dismissExport: (dismissedExport) => set({ dismissedExport }),
      tellExport: (toldExport) => set({ toldExport }),
    }),
    {
      name: 'ticketlens',
      partialize: ({ widths, fileChoices, dismissedExport, toldExport }) => ({
        widths,
        fileChoices,
        dismissedExport,
        toldExport,
      }),
    },
  ),
);

// What one tab closes or is told holds for the others as well.
window.addEventListener('storage', ({ key }) => {
  if (key === 'ticketlens') void useSettings.persist.rehydrate();
});
