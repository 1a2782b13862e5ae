import { useRef, useState } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import type { Filter, FilterKey } from '../../contract/query/filters';
import { say, spokenLocale } from '../../contract/texts/texts';
import { useSettings } from '../settings/settingsStore';
import { FilterEditor } from './editors/FilterEditor';
import { EditorSurface } from './editors/parts/EditorSurface';
import type { LoadValues } from './editors/parts/loadValues';
import { FilterFinder } from './find/FilterFinder';
import { editedDraft, emptyDraft, type FilterDraft } from './language/draft/filterDraft';
import { dayOrderOf } from './language/time/timeScope';

/** The page's language; English as it is where days are written before months, as the page does. */
function pageLocale(): string {
  return spokenLocale() === 'en' ? 'en-GB' : spokenLocale();
}

/** Null while the column is to be chosen. */
function draftOf(filter: Filter | undefined, column: FilterKey | undefined): FilterDraft | null {
  if (filter !== undefined) return editedDraft(filter);
  return column === undefined ? null : emptyDraft(column);
}

/**
 * First the column, then its editor, or whole filters in words; for an existing filter the editor at once. Escape leaves
 * things as they were; a click beside it takes what was changed.
 */
export function FilterDialog(props: {
  anchor: HTMLElement;
  filter: Filter | undefined;
  /** Of a new filter, where it is known already. */
  column: FilterKey | undefined;
  otherFilters: readonly Filter[];
  visible: readonly ColumnId[];
  me: string;
  asOf: string;
  loadValues: LoadValues;
  onApply(filter: Filter): void;
  /** All filters, when several were added in words. */
  onFilters(filters: readonly Filter[]): void;
  onRemove(): void;
  onClose(): void;
}) {
  const { anchor, filter, column, otherFilters, visible, me, asOf, loadValues, onApply, onFilters, onRemove, onClose } =
    props;
  const scope = { asOf, otherFilters, dayOrder: dayOrderOf(pageLocale()) };
  const drafted = useRef<Filter>(null);
  const leave = () => (drafted.current === null ? onClose() : onApply(drafted.current));
  const [initial, setInitial] = useState<FilterDraft | null>(draftOf(filter, column));
  return (
    <EditorSurface
      anchor={anchor}
      label={say(filter === undefined ? 'filters.add' : 'filters.edit')}
      onClose={onClose}
      onLeave={leave}
    >
      {initial === null ? (
        <FilterFinder
          visible={visible}
          me={me}
          scope={scope}
          loadValues={loadValues}
          onColumn={(key) => {
            useSettings.getState().countFilter(key);
            setInitial(emptyDraft(key));
          }}
          onFilters={onFilters}
        />
      ) : (
        <FilterEditor
          initial={initial}
          drafted={drafted}
          scope={scope}
          loadValues={loadValues}
          onApply={onApply}
          onClose={onClose}
          {...(filter === undefined
            ? {
                onBack: () => {
                  drafted.current = null;
                  setInitial(null);
                },
              }
            : { onRemove })}
        />
      )}
    </EditorSurface>
  );
}
