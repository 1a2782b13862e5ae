import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useRef, useState } from 'react';
import type { ColumnId } from '../../contract/columns';
import type { Filter } from '../../contract/filters';
import { filterInWords } from '../../contract/filterWords';
import { colour } from '../theme/colours';
import { FilterPopover } from './FilterPopover';
import type { LoadValues } from './loadValues';

interface Props {
  filters: readonly Filter[];
  visible: readonly ColumnId[];
  /** Wall time that says which dates a relative range means now. */
  asOf: string;
  onChange(filters: Filter[]): void;
  loadValues: LoadValues;
}

/** Which filter is edited: its place in the list, the end of the list for a new one. */
interface Editing {
  index: number;
  anchor: HTMLElement;
}

/** The report's filters as sentences; each opens its editor. Nothing is applied before Apply or Enter. */
export function FilterBar({ filters, visible, asOf, onChange, loadValues }: Props) {
  const [editing, setEditing] = useState<Editing | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const remove = (index: number) => {
    onChange(filters.filter((_, at) => at !== index));
    // The chip that had the focus is gone.
    addButton.current?.focus();
  };
  const apply = (filter: Filter) => {
    if (editing === null) return;
    const next = [...filters];
    next[editing.index] = filter;
    setEditing(null);
    if (JSON.stringify(next) !== JSON.stringify(filters)) onChange(next);
  };
  return (
    <>
      {filters.map((filter, index) => {
        const { subject, words } = filterInWords(filter);
        return (
          <Chip
            // biome-ignore lint/suspicious/noArrayIndexKey: equal filters may stand twice, and a chip keeps no state.
            key={`${index} ${subject} ${words}`}
            label={
              <>
                {subject} <strong>{words}</strong>
              </>
            }
            onClick={(event) => setEditing({ index, anchor: event.currentTarget })}
            onDelete={() => remove(index)}
            deleteIcon={<RemoveIcon />}
            aria-haspopup="dialog"
            title="Edit this filter; Delete removes it"
            sx={CHIP_STYLE}
          />
        );
      })}
      <Button
        ref={addButton}
        aria-haspopup="dialog"
        aria-expanded={editing?.index === filters.length}
        onClick={(event) => setEditing({ index: filters.length, anchor: event.currentTarget })}
      >
        Add filter
      </Button>
      {filters.length > 1 && (
        <Button variant="text" onClick={() => onChange([])} sx={{ color: colour('soft') }}>
          Clear all
        </Button>
      )}
      {editing !== null && (
        <FilterPopover
          anchor={editing.anchor}
          filter={filters[editing.index]}
          otherFilters={filters.filter((_, index) => index !== editing.index)}
          visible={visible}
          asOf={asOf}
          loadValues={loadValues}
          onApply={apply}
          onRemove={() => {
            const { index } = editing;
            setEditing(null);
            remove(index);
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

const CHIP_STYLE = {
  height: 28,
  maxWidth: '100%',
  bgcolor: colour('accent-bg'),
  color: colour('accent'),
  '&:hover, &.Mui-focusVisible': { bgcolor: colour('accent-bg'), outline: `1px solid ${colour('accent')}` },
  '& .MuiChip-label': { fontSize: 13 },
  '& .MuiChip-deleteIcon': { color: colour('accent'), fontSize: 14 },
};

function RemoveIcon(props: { className?: string; onClick?: (event: unknown) => void }) {
  return (
    // The chip itself removes on Delete, so the icon is for the pointer only.
    <span {...props} aria-hidden="true" style={{ width: 18, textAlign: 'center' }}>
      ✕
    </span>
  );
}
