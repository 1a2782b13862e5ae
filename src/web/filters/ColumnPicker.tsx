import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import type { ColumnId } from '../../contract/columns';
import { type FilterKey, filterKeys, labelOf } from '../../contract/filters';

/** Type a column's name, Enter takes it. The documented name is found as well as the label. */
export function ColumnPicker({ visible, onPick }: { visible: readonly ColumnId[]; onPick(key: FilterKey): void }) {
  const options = filterKeys(visible).map((key) => ({ key, label: labelOf(key) }));
  return (
    <Autocomplete
      options={options}
      openOnFocus
      autoHighlight
      disablePortal
      filterOptions={(all, { inputValue }) => {
        const wanted = inputValue.trim().toLowerCase();
        return all.filter(({ key, label }) => `${label} ${key}`.toLowerCase().includes(wanted));
      }}
      onChange={(_, option) => {
        if (option !== null) onPick(option.key);
      }}
      slotProps={{ listbox: { sx: { maxHeight: 320 } } }}
      renderInput={(params) => <TextField {...params} autoFocus label="Filter by" placeholder="Column" />}
    />
  );
}
