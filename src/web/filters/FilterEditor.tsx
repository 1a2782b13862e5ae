import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type FormEvent, useState } from 'react';
import { COMPARATORS, type Filter, labelOf } from '../../contract/filters';
import { colour } from '../theme/colours';
import { comparatorWords } from './comparatorWords';
import { comparatorsFor, draftToFilter, type FilterDraft, takesOrEmpty } from './filterDraft';
import type { LoadValues } from './loadValues';
import { OperandEditor } from './OperandEditor';

/** Edits one filter. What is typed stays a draft until Apply; it is read by the parser that reads links. */
export function FilterEditor(props: {
  initial: FilterDraft;
  isNew: boolean;
  otherFilters: readonly Filter[];
  asOf: string;
  loadValues: LoadValues;
  onApply(filter: Filter): void;
  onRemove(): void;
  onClose(): void;
}) {
  const [draft, setDraft] = useState(props.initial);
  const [tried, setTried] = useState(false);
  const result = draftToFilter(draft);
  const problem = 'problem' in result ? result.problem : undefined;
  const change = (part: Partial<FilterDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ('filter' in result) props.onApply(result.filter);
  };
  return (
    <Stack component="form" spacing={1.5} onSubmit={submit} noValidate>
      <Typography variant="h2" component="p">
        {labelOf(draft.key)}
      </Typography>
      <TextField
        select
        label="Condition"
        value={draft.comparator}
        onChange={({ target }) => {
          const comparator = COMPARATORS.find((each) => each === target.value);
          if (comparator !== undefined) change({ comparator });
        }}
      >
        {comparatorsFor(draft.key).map((comparator) => (
          <MenuItem key={comparator} value={comparator}>
            {comparatorWords(draft.key, comparator)}
          </MenuItem>
        ))}
      </TextField>
      <OperandEditor
        draft={draft}
        change={change}
        otherFilters={props.otherFilters}
        asOf={props.asOf}
        loadValues={props.loadValues}
        onQuick={(filter) => props.onApply(filter)}
      />
      {takesOrEmpty(draft) && (
        <FormControlLabel
          control={<Checkbox checked={draft.orEmpty} onChange={(_, orEmpty) => change({ orEmpty })} />}
          label="Keep tickets without a value"
        />
      )}
      <Typography role="alert" variant="body2" sx={{ color: colour('bad'), minHeight: 18 }}>
        {tried && problem !== undefined ? problem : ''}
      </Typography>
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="contained">
          Apply
        </Button>
        <Button onClick={props.onClose}>Cancel</Button>
        {!props.isNew && (
          <Button variant="text" onClick={props.onRemove} sx={{ ml: 'auto !important', color: colour('bad') }}>
            Remove
          </Button>
        )}
      </Stack>
    </Stack>
  );
}
