import { create } from 'zustand';
import type { SavedView } from '../../contract/responses/savedViews';

/** The saved view that the report was opened with, as it was then. */
export interface OpenedView {
  id: string;
  name: string;
  query: string;
  isOwn: boolean;
}

/** Of this tab: the address says what the report is, and not from which view it came. */
export const useOpenedView = create<{
  opened: OpenedView | undefined;
  setOpened(opened: OpenedView | undefined): void;
}>()((set) => ({ opened: undefined, setOpened: (opened) => set({ opened }) }));

/** As the list says; undefined for a view that cannot be opened. */
export function toOpened({ id, name, query, sharedBy }: SavedView): OpenedView | undefined {
  return query === null ? undefined : { id, name, query, isOwn: sharedBy === null };
}
