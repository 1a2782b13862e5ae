import { useState } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import { ColumnPicker } from './ColumnPicker';
import { editedDraft, emptyDraft, type FilterDraft } from './draft/filterDraft';
import { EditorSurface } from './EditorSurface';
import { FilterEditor } from './FilterEditor';
import type { KeyMatch } from './keySearch';
import type { LoadValues } from './values/loadValues';

/** First the column, then its editor; for an existing filter the editor at once. Escape leaves things as they were. */
export function FilterDialog(props: {
  anchor: HTMLElement;
  filter: Filter | undefined;
  otherFilters: readonly Filter[];
  visible: readonly ColumnId[];
  asOf: string;
  loadValues: LoadValues;
  onApply(filter: Filter): void;
  onRemove(): void;
  onClose(): void;
}) {
  const { anchor, filter, otherFilters, visible, asOf, loadValues, onApply, onRemove, onClose } = props;
  const [initial, setInitial] = useState<FilterDraft | null>(filter === undefined ? null : editedDraft(filter));
  return (
    <EditorSurface anchor={anchor} label={filter === undefined ? 'Add filter' : 'Edit filter'} onClose={onClose}>
      {initial === null ? (
        <ColumnPicker visible={visible} onPick={(match) => setInitial(draftOf(match))} />
      ) : (
        <FilterEditor
          initial={initial}
          scope={{ asOf, otherFilters }}
          loadValues={loadValues}
          onApply={onApply}
          onClose={onClose}
          {...(filter === undefined ? { onBack: () => setInitial(null) } : { onRemove })}
        />
      )}
    </EditorSurface>
  );
}

/** A column that was found by one of its words starts with that word chosen; one that may hold the text, with the text. */
function draftOf({ key, choice, range, id, contains }: KeyMatch): FilterDraft {
  if (range !== undefined) return { ...emptyDraft(key), comparator: 'between', from: range.from, to: range.to };
  if (id !== undefined) return { ...emptyDraft(key), comparator: '=', value: id };
  if (contains !== undefined) return { ...emptyDraft(key), comparator: 'contains', value: contains };
  return { ...emptyDraft(key), values: choice === undefined ? [] : [choice] };
}
