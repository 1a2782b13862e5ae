import type { ColumnId } from '../../contract/columns/columns';

/** The columns as shown: how a ticket stands against its deadline is shown by its state as well. */
export function inFile(shown: readonly ColumnId[]): readonly ColumnId[] {
  if (shown.includes('slaState')) return shown;
  return shown.flatMap((id) => (id === 'againstDeadline' ? ['slaState', id] : [id]) satisfies ColumnId[]);
}
