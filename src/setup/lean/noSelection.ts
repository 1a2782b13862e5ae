import { useState } from 'react';

const NONE = { isRowSelected: () => false, isRowSelectable: () => false };

/** In the place of the grid's selection of rows, which is off: what its other parts ask of it. */
export function useGridRowSelection(api: {
  current: { register(visibility: 'public', methods: typeof NONE): void };
}): void {
  useState(() => api.current.register('public', NONE));
}

/** No row is selected. */
export function rowSelectionStateInitializer<State extends object>(state: State) {
  return { ...state, rowSelection: { type: 'include', ids: new Set() } };
}
