import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ReportView } from '../../contract/query/reportUrl';
import { MAX_VIEW_NAME } from '../../contract/responses/savedViews';
import type { Schedule } from '../../contract/responses/schedules';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import { getViews } from '../api/client';
import { colour } from '../ui/colours';
import { DeliveryFields } from './DeliveryFields';
import { type Draft, draftOf, type FieldsProps, newDraft, toSchedule } from './draft';
import { Select } from './Select';
import { useScheduleEdit } from './useSchedules';
import { WhenFields } from './WhenFields';

/** Makes a schedule, or changes one. */
export function ScheduleForm(props: {
  profile: Profile;
  view: ReportView | undefined;
  schedule: Schedule | undefined;
  onDone(): void;
}) {
  const { profile, view, schedule, onDone } = props;
  const [draft, setDraft] = useState<Draft>(() =>
    schedule === undefined ? newDraft(profile, '') : draftOf(schedule, profile),
  );
  const edit = useScheduleEdit();
  const change = (part: Partial<Draft>) => {
    // Its refusal is of what was sent.
    edit.reset();
    setDraft((before) => ({ ...before, ...part }));
  };
  const made = toSchedule(draft, view, profile.email);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (made === null) return;
    const sent =
      schedule === undefined
        ? { type: 'add' as const, schedule: made }
        : { type: 'change' as const, id: schedule.id, change: made };
    edit.mutate(sent, { onSuccess: onDone });
  };
  return (
    <Stack component="form" spacing={2} onSubmit={save}>
      <TextField
        autoFocus
        required
        size="small"
        label={say('schedules.form.name')}
        value={draft.name}
        onChange={(event) => change({ name: event.target.value })}
        slotProps={{ htmlInput: { maxLength: MAX_VIEW_NAME } }}
      />
      <ReportField draft={draft} isNew={schedule === undefined} hasView={view !== undefined} change={change} />
      <DeliveryFields draft={draft} profile={profile} change={change} />
      <WhenFields draft={draft} change={change} />
      <Recipients draft={draft} profile={profile} change={change} />
      {edit.error !== null && <Alert severity="error">{edit.error.message}</Alert>}
      <Stack direction="row" spacing={1}>
        <Button type="submit" variant="contained" disabled={made === null || edit.isPending}>
          {say('schedules.form.save')}
        </Button>
        <Button onClick={onDone}>{say('schedules.form.back')}</Button>
      </Stack>
    </Stack>
  );
}

function ReportField({ draft, isNew, hasView, change }: FieldsProps & { isNew: boolean; hasView: boolean }) {
  const views = useQuery({
    queryKey: ['viewsToSchedule'],
    queryFn: ({ signal }) => getViews(undefined, signal),
  });
  const usable = (views.data ?? []).filter(({ id, query }) => query !== null || id === draft.report);
  const options = [
    ...(isNew ? [] : [{ value: 'kept', label: say('schedules.form.report.kept') }]),
    ...(hasView ? [{ value: 'current', label: say('schedules.form.report.current') }] : []),
    ...usable.map(({ id, name }) => ({ value: id, label: say('schedules.view', { name }) })),
  ];
  // Its view may be gone, or not be read yet.
  const value = options.some((each) => each.value === draft.report) ? draft.report : (options[0]?.value ?? '');
  return (
    <Select
      label={say('schedules.form.report')}
      value={value}
      options={options}
      onChange={(report) => change({ report })}
    />
  );
}

function Recipients({ draft, profile, change }: FieldsProps & { profile: Profile }) {
  if (!profile.permissions.includes('shareReports') && draft.recipients === '') {
    return (
      <Typography variant="body2" sx={{ color: colour('soft') }}>
        {say('schedules.form.recipients.self', { permission: 'shareReports' })}
      </Typography>
    );
  }
  return (
    <TextField
      size="small"
      label={say('schedules.form.recipients')}
      helperText={say('schedules.form.recipients.note')}
      value={draft.recipients}
      onChange={(event) => change({ recipients: event.target.value })}
    />
  );
}
