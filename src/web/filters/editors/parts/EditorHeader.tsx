import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { labelOf } from '../../../../contract/query/filters';
import { say } from '../../../../contract/texts/texts';
import { describeComparator } from '../../language/draft/describeComparator';
import { comparatorsFor, type FilterDraft, withComparator } from '../../language/draft/filterDraft';
import { PreviousIcon } from './icons';

/** The beginning of the sentence: the column and how it is compared. */
export function EditorHeader(props: {
  draft: FilterDraft;
  onDraft(draft: FilterDraft): void;
  onBack?: (() => void) | undefined;
}) {
  const { draft, onDraft, onBack } = props;
  const offered = comparatorsFor(draft.key, draft.comparator);
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      {onBack !== undefined && (
        <IconButton size="small" aria-label={say('editor.back')} onClick={onBack} sx={{ ml: '-6px !important' }}>
          <PreviousIcon />
        </IconButton>
      )}
      <Typography variant="h2" component="p" sx={{ flex: 1, overflowWrap: 'anywhere' }}>
        {labelOf(draft.key)}
      </Typography>
      <TextField
        select
        value={draft.comparator}
        onChange={({ target }) => {
          const comparator = offered.find((each) => each === target.value);
          if (comparator !== undefined) onDraft(withComparator(draft, comparator));
        }}
        slotProps={{ select: { SelectDisplayProps: { 'aria-label': say('editor.condition') } } }}
        sx={{ minWidth: 150, '& .MuiSelect-select': { py: 0.75 } }}
      >
        {offered.map((comparator) => (
          <MenuItem key={comparator} value={comparator}>
            {describeComparator(draft.key, comparator)}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  );
}
