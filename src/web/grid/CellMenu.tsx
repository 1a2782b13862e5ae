import { type ColumnId, columnOf } from '../../contract/columns/columns';
import { type Filter, type FilterKey, filterLimitError, type Operand, sizeOf } from '../../contract/query/filters';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import type { Action } from '../ui/ActionMenu';
import { LazyMenu } from '../ui/LazyMenu';
import type { ReportChange } from '../url/reportReducer';
import { cellFilters } from './cellFilters';

/** A cell whose menu is open. */
export interface PickedCell {
  anchor: HTMLElement;
  column: ColumnId;
  /** What it can be filtered by, most wanted first. */
  cells: readonly { key: FilterKey; value: Operand | null }[];
}

/** The cell of the deadline says the service level as well; without a deadline that is all that it says. */
export function pickCell(anchor: HTMLElement, column: ColumnId, row: TicketRow): PickedCell {
  const value = row[column] ?? null;
  const own = { key: column, value };
  if (column !== 'againstDeadline') return { anchor, column, cells: [own] };
  const state = { key: 'slaState', value: row.slaState ?? null } as const;
  return { anchor, column, cells: value === null ? [state] : [state, own] };
}

/** "Only this", "not this" and the like, on the value of a cell. */
export function CellMenu(props: {
  picked: PickedCell | null;
  filters: readonly Filter[];
  change(change: ReportChange): void;
  onClose(): void;
}) {
  const { picked, filters, change, onClose } = props;
  if (picked === null) return null;
  const choices = picked.cells.flatMap(({ key, value }) => cellFilters(filters, key, value));
  if (choices.length === 0) return null;
  const actions = choices.map(({ label, filters: next }) => ({
    label,
    ...refusedAction(filterLimitError(sizeOf(next))?.advice),
    run: () => change({ type: 'filters', filters: next }),
  }));
  return (
    <LazyMenu anchor={picked.anchor} heading={columnOf(picked.column).label} actions={actions} onClose={onClose} />
  );
}

function refusedAction(why: string | undefined): Pick<Action, 'disabled' | 'note'> {
  return why === undefined ? {} : { disabled: true, note: why };
}
