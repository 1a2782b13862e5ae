import { type ColumnId, columnOf, isDocument } from '../../contract/columns/columns';

const GROUPS = ['times', 'people', 'about', 'work'] as const;
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
      return 'times';
    case 'integer':
      if (facts.unit === 'seconds' || id === 'createdHour') return 'times';
      if (facts.unit === 'percent') return 'people';
      return facts.unit === 'count' ? 'work' : 'about';
    case 'text':
      if (facts.content === 'words') return 'about';
      return facts.content === 'reference' || facts.sensitive === true ? 'people' : 'about';
    case 'enum':
      return 'about';
  }
}
