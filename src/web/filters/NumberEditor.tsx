import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { columnOf, isColumnId } from '../../contract/columns';
import { OPERANDS_OF } from '../../contract/filters';
import { formatDuration, parseDuration } from '../../contract/format';
import { type FilterDraft, isDuration } from './filterDraft';
import type { OperandProps } from './OperandEditor';

/** Whole numbers; elapsed time may be typed with units and is echoed as it was understood. */
export function NumberEditor({ draft, change }: OperandProps) {
  const field = (label: string, part: 'value' | 'from' | 'to', autoFocus = false) => (
    <TextField
      label={label}
      value={draft[part]}
      autoFocus={autoFocus}
      onChange={({ target }) => change({ [part]: target.value })}
      helperText={helperText(draft, draft[part])}
      slotProps={isDuration(draft.key) ? {} : { htmlInput: { inputMode: 'numeric' } }}
    />
  );
  switch (OPERANDS_OF[draft.comparator]) {
    case 'range':
      return (
        <>
          {field('From', 'from', true)}
          {field('To', 'to')}
        </>
      );
    case 'values':
      return (
        <Autocomplete
          multiple
          freeSolo
          options={[]}
          value={draft.values}
          onChange={(_, values) => change({ values })}
          renderInput={(params) => <TextField {...params} autoFocus label="Values" helperText="Enter adds a value" />}
        />
      );
    default:
      return field('Value', 'value', true);
  }
}

function helperText({ key }: FilterDraft, text: string): string {
  if (isDuration(key)) {
    const seconds = parseDuration(text);
    return seconds === null || text.trim() === ''
      ? 'Such as 2 d 4 h, 90 min, or seconds'
      : `= ${formatDuration(seconds, 4)}`;
  }
  return isColumnId(key) && columnOf(key).unit === 'percent' ? '0 to 100' : ' ';
}
