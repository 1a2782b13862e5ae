import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { OPERANDS_OF } from '../../contract/filters';
import { parseWallTime } from '../../contract/wallTime';
import { colour } from '../theme/colours';
import type { OperandProps } from './OperandEditor';
import { QUICK_RANGES, rangeDates } from './quickRanges';

/** Dates by calendar, as typed text, or relative to now; and the dates that they mean now. */
export function TimeEditor({ draft, change, asOf, onQuick }: OperandProps) {
  const { key } = draft;
  switch (OPERANDS_OF[draft.comparator]) {
    case 'range':
      return (
        <Stack spacing={1.5}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }} role="group" aria-label="Quick ranges">
            {QUICK_RANGES.map(({ label, from, to }) => (
              <Chip
                key={label}
                size="small"
                variant={draft.from === from && draft.to === to ? 'filled' : 'outlined'}
                label={label}
                title={rangeDates(from, to, asOf) ?? ''}
                onClick={() => onQuick({ key, comparator: 'between', from, to })}
              />
            ))}
          </Box>
          <TimeField label="From" text={draft.from} onText={(from) => change({ from })} autoFocus />
          <TimeField label="To (included)" text={draft.to} onText={(to) => change({ to })} />
          <Typography variant="body2" sx={{ color: colour('soft'), minHeight: 18 }}>
            {rangeDates(draft.from, draft.to, asOf) ?? ' '}
          </Typography>
        </Stack>
      );
    case 'values':
      return (
        <Autocomplete
          multiple
          freeSolo
          options={[]}
          value={draft.values}
          onChange={(_, values) => change({ values })}
          renderInput={(params) => (
            <TextField {...params} autoFocus label="Days" helperText="YYYY-MM-DD; Enter adds one" />
          )}
        />
      );
    default:
      return (
        <Stack spacing={0.5}>
          <TimeField label="Time" text={draft.value} onText={(value) => change({ value })} autoFocus />
          <Typography variant="body2" sx={{ color: colour('soft'), minHeight: 18 }}>
            {rangeDates(draft.value, draft.value, asOf) ?? ' '}
          </Typography>
        </Stack>
      );
  }
}

/** The text is the truth; the calendar beside it only writes a day into it. */
function TimeField(props: { label: string; text: string; onText(text: string): void; autoFocus?: boolean }) {
  const { label, text, onText, autoFocus = false } = props;
  const day = parseWallTime(text) === null ? '' : text.slice(0, 10);
  return (
    <Stack direction="row" spacing={1}>
      <TextField
        label={label}
        value={text}
        autoFocus={autoFocus}
        placeholder="YYYY-MM-DD or now-30d"
        onChange={({ target }) => onText(target.value)}
        sx={{ flex: 1 }}
      />
      <TextField
        type="date"
        value={day}
        onChange={({ target }) => onText(target.value)}
        slotProps={{ htmlInput: { 'aria-label': `${label}: calendar` } }}
        sx={{ width: 46, '& input::-webkit-datetime-edit': { display: 'none' }, '& input': { px: 1.5 } }}
      />
    </Stack>
  );
}
