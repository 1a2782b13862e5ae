import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId } from 'react';
import { valueLabel, WEEKDAYS } from '../../contract/columns/columns';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import type { FieldsProps } from './draft';
import { Select } from './Select';

const EVERY = ['week', 'month', 'hour'] as const;
const DAYS = [...Array.from({ length: 31 }, (_, index) => String(index + 1)), 'last'];
const MINUTES = Array.from({ length: 12 }, (_, index) => String(index * 5));

/** When it is mailed, by the clock of a zone. */
export function WhenFields({ draft, change }: FieldsProps) {
  const minutes = MINUTES.includes(draft.minute) ? MINUTES : [draft.minute, ...MINUTES];
  return (
    <>
      <Select
        label={say('schedules.form.every')}
        value={draft.every}
        options={EVERY.map((value) => ({ value, label: say(`schedules.form.every.${value}`) }))}
        onChange={(every) => change({ every })}
      />
      {draft.every === 'week' && <Weekdays draft={draft} change={change} />}
      <Stack direction="row" spacing={1}>
        {draft.every === 'month' && (
          <Select
            label={say('schedules.form.day')}
            value={draft.day}
            options={DAYS.map((value) => ({
              value,
              label: value === 'last' ? say('schedules.form.day.last') : value,
            }))}
            onChange={(day) => change({ day })}
          />
        )}
        {draft.every === 'hour' ? (
          <Select
            label={say('schedules.form.minute')}
            value={draft.minute}
            options={minutes.map((value) => ({ value, label: value.padStart(2, '0') }))}
            onChange={(minute) => change({ minute })}
          />
        ) : (
          <TextField
            fullWidth
            required
            type="time"
            size="small"
            label={say('schedules.form.at')}
            value={draft.at}
            onChange={(event) => change({ at: event.target.value })}
            // The browser's own field speaks its language.
            helperText={draft.at}
            slotProps={{ inputLabel: { shrink: true } }}
          />
        )}
      </Stack>
      <TimeZone draft={draft} change={change} />
    </>
  );
}

function Weekdays({ draft, change }: FieldsProps) {
  return (
    <ToggleButtonGroup
      size="small"
      value={draft.weekdays}
      aria-label={say('schedules.form.days')}
      onChange={(_, weekdays: typeof draft.weekdays) => change({ weekdays })}
      sx={{ flexWrap: 'wrap' }}
    >
      {WEEKDAYS.map((day) => {
        const name = valueLabel('createdWeekday', day);
        return (
          <ToggleButton key={day} value={day} aria-label={name} sx={DAY_STYLE}>
            {name.slice(0, 2)}
          </ToggleButton>
        );
      })}
    </ToggleButtonGroup>
  );
}

const DAY_STYLE = { flex: 1, minWidth: 40, textTransform: 'none', color: colour('soft') };

function TimeZone({ draft, change }: FieldsProps) {
  const list = useId();
  return (
    <Box>
      <TextField
        fullWidth
        required
        size="small"
        label={say('schedules.form.zone')}
        value={draft.timeZone}
        onChange={(event) => change({ timeZone: event.target.value })}
        slotProps={{ htmlInput: { list, spellCheck: false } }}
      />
      <datalist id={list}>
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </Box>
  );
}
