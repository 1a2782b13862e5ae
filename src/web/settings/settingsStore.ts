import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ColumnId } from '../../contract/columns/columns';
import type { FileHeaders } from '../../contract/columns/fileHeaders';
import type { FilterKey } from '../../contract/query/filters';
import type { CsvDialect, Delivery, ExportFormat } from '../../contract/query/requests';

/** A user's choices for exported files; absent where they made none. */
export interface FileChoice {
  format?: ExportFormat;
  columns?: 'shown' | 'all';
  csvDialect?: CsvDialect;
  headers?: FileHeaders;
  delivery?: Delivery;
}

export const DENSITIES = ['compact', 'standard', 'comfortable'] as const;
export type Density = (typeof DENSITIES)[number];

/** Settings of the viewer rather than of the report, such as column widths. Never part of a link. */
interface Settings {
  /** Column widths in pixels. */
  widths: Partial<Record<ColumnId, number>>;
  /** How close the rows of the grid stand. */
  density: Density;
  /** How often the page asks for a new moment by itself; 0 is never. */
  renewMinutes: number;
  /** A mark of a chart was clicked once: what it does needs no hint any more. */
  hasPicked: boolean;
  /** How often each column was chosen for a filter. */
  filterUses: Partial<Record<FilterKey, number>>;
  exportsOpen: boolean;
  schedulesOpen: boolean;
  /** By user id: a browser can be shared. */
  fileChoices: Record<string, FileChoice>;
  /** `jobId phase` of the delivery's toast that was closed last. */
  dismissedExport: string | undefined;
  /** The confirmation of the last export by a server that keeps no list of jobs. */
  toldExport: ExportNotice | undefined;
  chooseFile(userId: string, choice: FileChoice): void;
  setWidth(column: ColumnId, width: number): void;
  setDensity(density: Density): void;
  setRenewMinutes(minutes: number): void;
  setPicked(): void;
  countFilter(key: FilterKey): void;
  setExportsOpen(open: boolean): void;
  setSchedulesOpen(open: boolean): void;
  dismissExport(jobPhase: string | undefined): void;
  setExportNotice(notice: ExportNotice | undefined): void;
}

/** For the user with this email address alone. */
interface ExportNotice {
  email: string;
  message: string;
}

export const useSettings = create<Settings>()(
  persist(
    (set) => ({
      widths: {},
      density: 'standard',
      fileChoices: {},
      renewMinutes: 0,
      hasPicked: false,
      filterUses: {},
      exportsOpen: false,
      schedulesOpen: false,
      dismissedExport: undefined,
      toldExport: undefined,
      chooseFile: (userId, choice) =>
        set(({ fileChoices }) => ({
          fileChoices: { ...fileChoices, [userId]: { ...fileChoices[userId], ...choice } },
        })),
      setWidth: (column, width) => set(({ widths }) => ({ widths: { ...widths, [column]: Math.round(width) } })),
      setDensity: (density) => set({ density }),
      setRenewMinutes: (renewMinutes) => set({ renewMinutes }),
      setPicked: () => set({ hasPicked: true }),
      countFilter: (key) =>
        set(({ filterUses }) => ({ filterUses: { ...filterUses, [key]: (filterUses[key] ?? 0) + 1 } })),
      setExportsOpen: (exportsOpen) => set({ exportsOpen }),
      setSchedulesOpen: (schedulesOpen) => set({ schedulesOpen }),
      dismissExport: (dismissedExport) => set({ dismissedExport }),
      setExportNotice: (toldExport) => set({ toldExport }),
    }),
    {
      name: 'ticketlens',
      partialize: ({ exportsOpen: _, schedulesOpen: __, ...kept }) => kept,
    },
  ),
);

// A change in one tab applies to the others as well.
window.addEventListener('storage', ({ key }) => {
  if (key === 'ticketlens') void useSettings.persist.rehydrate();
});
