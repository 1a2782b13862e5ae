import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { EXPORT_FORMATS } from '../../contract/query/requests';
import { ALERT_FIGURES, ALERT_SIDES } from '../../contract/responses/schedules';
import type { Profile } from '../../contract/responses/sessionResponses';
import { figureName } from '../../contract/sentences/describeSchedule';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { type FieldsProps, limitOf, unitOf } from './draft';
import { Select } from './Select';

const KINDS = ['sentence', 'figures', 'file', 'alert'] as const;

/** What is mailed, and of an alert when. */
export function DeliveryFields({ draft, profile, change }: FieldsProps & { profile: Profile }) {
  const mayExport = profile.permissions.includes('exportData');
  const kinds = KINDS.filter((kind) => mayExport || kind === 'sentence' || kind === 'alert');
  return (
    <>
      <Select
        label={say('schedules.form.what')}
        value={draft.kind}
        options={kinds.map((value) => ({ value, label: say(`schedules.kind.${value}`) }))}
        onChange={(kind) => change({ kind })}
      />
      {draft.kind === 'file' && (
        <Select
          label={say('schedules.form.format')}
          value={draft.format}
          options={EXPORT_FORMATS.map((value) => ({ value, label: value }))}
          onChange={(format) => change({ format })}
        />
      )}
      {draft.kind === 'alert' && <AlertFields draft={draft} change={change} />}
    </>
  );
}

function AlertFields({ draft, change }: FieldsProps) {
  const { unit } = unitOf(draft.figure);
  const isWrong = limitOf(draft) === null;
  return (
    <>
      <Select
        label={say('schedules.form.figure')}
        value={draft.figure}
        options={ALERT_FIGURES.map((value) => ({ value, label: figureName(value) }))}
        onChange={(figure) => change({ figure })}
      />
      <Stack direction="row" spacing={1}>
        <Select
          label={say('schedules.form.side')}
          value={draft.side}
          options={ALERT_SIDES.map((value) => ({ value, label: say(`schedules.form.side.${value}`) }))}
          onChange={(side) => change({ side })}
        />
        <TextField
          fullWidth
          size="small"
          label={say(unit === 'count' ? 'schedules.form.value' : `schedules.form.value.${unit}`)}
          value={draft.value}
          error={isWrong}
          helperText={isWrong && say('schedules.form.value.bad')}
          onChange={(event) => change({ value: event.target.value })}
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
      </Stack>
      <Typography variant="body2" sx={{ color: colour('soft') }}>
        {say('schedules.form.alertNote')}
      </Typography>
    </>
  );
}
