import { type ColumnId, columnOf, isDocument } from '../../contract/columns/columns';

const GROUPS = ['Times', 'Customer and agent', 'About', 'Messages and work'] as const;
type GroupName = (typeof GROUPS)[number];

/** Fields that belong together. */
export interface FieldGroup {
  name: GroupName;
  columns: ColumnId[];
}

/** The visible fields of a ticket but for its documents, times first; groups without a visible field are left out. */
export function fieldGroups(visible: readonly ColumnId[]): FieldGroup[] {
  const fields = visible.filter((id) => !isDocument(id));
  return GROUPS.map((name) => ({ name, columns: fields.filter((id) => groupOf(id) === name) })).filter(
    ({ columns }) => columns.length > 0,
  );
}

function groupOf(id: ColumnId): GroupName {
  const facts = columnOf(id);
  switch (facts.kind) {
    case 'timestamp':
    case 'computed':
      return 'Times';
    case 'integer':
      if (facts.unit === 'seconds' || id === 'createdHour') return 'Times';
      if (facts.unit === 'percent') return 'Customer and agent';
      return facts.unit === 'count' ? 'Messages and work' : 'About';
    case 'text':
      return facts.content === 'reference' || facts.sensitive === true ? 'Customer and agent' : 'About';
    case 'enum':
      return 'About';
  }
}
