import type { ColumnId } from '../../contract/columns/columns';
import { type Filter, type FilterKey, labelOf, type Operand, whyTooMany } from '../../contract/query/filters';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import type { Action } from '../ui/ActionMenu';
import { LazyMenu } from '../ui/LazyMenu';
import type { ReportChange } from '../url/reportReducer';
import { cellFilters } from './cellFilters';
import { deadlineOf } from './deadline';

/** A cell whose menu is open. */
export interface PickedCell {
  anchor: HTMLElement;
  key: FilterKey;
  value: Operand | null;
}

/** The grid shows how a ticket stands against its deadline where the stored seconds are: that is what is filtered. */
export function pickCell(anchor: HTMLElement, column: ColumnId, row: TicketRow, asOf: string): PickedCell {
  return column === 'secondsClosedAfterSLA'
    ? { anchor, key: 'slaState', value: deadlineOf(row, asOf)?.state ?? 'noSla' }
    : { anchor, key: column, value: row[column] ?? null };
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
  const choices = cellFilters(filters, picked.key, picked.value);
  if (choices.length === 0) return null;
  const actions = choices.map(({ label, filters: next }) => ({
    label,
    ...refusedAction(whyTooMany(next)),
    run: () => change({ type: 'filters', filters: next }),
  }));
  return <LazyMenu anchor={picked.anchor} heading={labelOf(picked.key)} actions={actions} onClose={onClose} />;
}

function refusedAction(why: string | null): Pick<Action, 'disabled' | 'note'> {
  return why === null ? {} : { disabled: true, note: why };
}
