import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { isColumnId } from '../../contract/columns';
import { OPERANDS_OF } from '../../contract/filters';
import { formatCount } from '../../contract/format';
import { colour } from '../theme/colours';
import { useValues } from './loadValues';
import type { OperandProps } from './OperandEditor';

const OFFERED = 50;

/** Text with suggestions from the tickets; several values for "is one of", anything may be typed. */
export function TextEditor(props: OperandProps) {
  const { draft, change } = props;
  switch (OPERANDS_OF[draft.comparator]) {
    case 'range':
      return (
        <>
          <TextField
            autoFocus
            label="From"
            value={draft.from}
            onChange={({ target }) => change({ from: target.value })}
          />
          <TextField label="To" value={draft.to} onChange={({ target }) => change({ to: target.value })} />
        </>
      );
    case 'values':
      return <Suggestions {...props} />;
    default:
      return (
        <TextField
          autoFocus
          label="Value"
          value={draft.value}
          onChange={({ target }) => change({ value: target.value })}
          helperText={
            draft.comparator === 'contains' ? 'Upper and lower case are the same' : 'Upper and lower case differ'
          }
        />
      );
  }
}

function Suggestions({ draft, change, loadValues, otherFilters }: OperandProps) {
  const [typed, setTyped] = useState('');
  const column = isColumnId(draft.key) ? draft.key : 'id';
  const { data, isFetching, isError } = useValues({ loadValues, column, q: typed, limit: OFFERED, otherFilters });
  const counts = new Map((data?.values ?? []).map(({ value, count }) => [String(value), count]));
  const typedToo = typed.trim() === '' || draft.values.includes(typed.trim()) ? [] : [typed.trim()];
  return (
    <Autocomplete
      multiple
      freeSolo
      openOnFocus
      disableCloseOnSelect
      disablePortal
      // The server has filtered already.
      filterOptions={(options) => options}
      options={[...counts.keys()].filter((value) => !draft.values.includes(value))}
      loading={isFetching}
      value={draft.values}
      inputValue={typed}
      onInputChange={(_, text) => setTyped(text)}
      onChange={(_, values) => {
        change({ values: [...new Set(values)] });
        setTyped('');
      }}
      // Text that was typed but not confirmed counts too: nobody expects it to be dropped.
      onBlur={() => {
        if (typedToo.length > 0) {
          change({ values: [...draft.values, ...typedToo] });
          setTyped('');
        }
      }}
      renderOption={({ key, ...option }, value) => (
        <li key={key} {...option}>
          <span style={{ flex: 1, overflowWrap: 'anywhere' }}>{value}</span>
          <span style={{ color: colour('soft'), marginLeft: 8 }}>{formatCount(counts.get(value) ?? 0)}</span>
        </li>
      )}
      slotProps={{ listbox: { sx: { maxHeight: 240 } } }}
      renderInput={(params) => (
        <TextField
          {...params}
          autoFocus
          label="Values"
          helperText={
            isError ? 'Suggestions could not be loaded; type the value' : 'Type to search; Enter adds a value'
          }
        />
      )}
    />
  );
}
