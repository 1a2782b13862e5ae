import { useState } from 'react';

const READ_ONLY = { getCellMode: () => 'view', isCellEditable: () => false };

/** In the place of the grid's editing, which is off: what its other parts ask of it. */
export function useGridEditing(api: {
  current: { register(visibility: 'public', methods: typeof READ_ONLY): void };
}): void {
  useState(() => api.current.register('public', READ_ONLY));
}

/** No row is being edited. */
export function editingStateInitializer<State extends object>(state: State) {
  return { ...state, editRows: {} };
}
