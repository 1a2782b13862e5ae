import Popover from '@mui/material/Popover';
import { useState } from 'react';
import type { ColumnId } from '../../contract/columns';
import type { Filter, FilterKey } from '../../contract/filters';
import { ColumnPicker } from './ColumnPicker';
import { FilterEditor } from './FilterEditor';
import { emptyDraft, filterToDraft } from './filterDraft';
import type { LoadValues } from './loadValues';

/** First the column, then its editor; for an existing filter the editor at once. Escape leaves things as they were. */
export function FilterPopover(props: {
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
  const { filter } = props;
  const [key, setKey] = useState<FilterKey | undefined>(filter?.key);
  return (
    <Popover
      open
      anchorEl={props.anchor}
      onClose={props.onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': filter === undefined ? 'Add filter' : 'Edit filter',
          sx: { p: 2, mt: 0.5, width: 380, maxWidth: 'calc(100vw - 24px)' },
        },
      }}
    >
      {key === undefined ? (
        <ColumnPicker visible={props.visible} onPick={setKey} />
      ) : (
        <FilterEditor
          initial={filter === undefined ? emptyDraft(key) : filterToDraft(filter)}
          isNew={filter === undefined}
          otherFilters={props.otherFilters}
          asOf={props.asOf}
          loadValues={props.loadValues}
          onApply={props.onApply}
          onRemove={props.onRemove}
          onClose={props.onClose}
        />
      )}
    </Popover>
  );
}
