import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import List from '@mui/material/List';
import { useState } from 'react';
import type { ReportView } from '../../contract/query/reportUrl';
import type { Schedule } from '../../contract/responses/schedules';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { SideSheet } from '../ui/SideSheet';
import { useSettledError } from '../ui/useSettledError';
import { ScheduleForm } from './ScheduleForm';
import { ScheduleItem } from './ScheduleItem';
import { useScheduleEdit, useSchedules } from './useSchedules';

type Editing = { schedule: Schedule | undefined } | null;

/** The viewer's schedules, or the form of one. */
export function SchedulesDrawer(props: { profile: Profile; view: ReportView | undefined; onClose(): void }) {
  const { profile, view, onClose } = props;
  const [editing, setEditing] = useState<Editing>(null);
  return (
    <SideSheet isOpen title={say('schedules.title')} closeLabel={say('schedules.close')} width={460} onClose={onClose}>
      {editing === null ? (
        <ScheduleList profile={profile} canAdd={view !== undefined} onEdit={setEditing} />
      ) : (
        <ScheduleForm
          key={editing.schedule?.id ?? 'new'}
          profile={profile}
          view={view}
          schedule={editing.schedule}
          onDone={() => setEditing(null)}
        />
      )}
    </SideSheet>
  );
}

function ScheduleList(props: { profile: Profile; canAdd: boolean; onEdit(editing: Editing): void }) {
  const { profile, canAdd, onEdit } = props;
  const schedules = useSchedules();
  const edit = useScheduleEdit();
  const error = useSettledError(schedules);
  if (schedules.data === undefined) {
    const retry = () => void schedules.refetch();
    return error === null ? <Notice title={say('schedules.loading')} /> : <FailureNotice error={error} retry={retry} />;
  }
  return (
    <>
      <Button
        variant="contained"
        disabled={!canAdd}
        onClick={() => onEdit({ schedule: undefined })}
        sx={{ alignSelf: 'flex-start' }}
      >
        {say('schedules.new')}
      </Button>
      {edit.error !== null && <Alert severity="error">{edit.error.message}</Alert>}
      {schedules.data.length === 0 ? (
        <Notice title={say('schedules.none')}>{say('schedules.none.why')}</Notice>
      ) : (
        <List disablePadding>
          {schedules.data.map((schedule) => (
            <ScheduleItem
              key={schedule.id}
              schedule={schedule}
              profile={profile}
              busy={edit.isPending}
              onEdit={() => onEdit({ schedule })}
              change={edit.mutate}
            />
          ))}
        </List>
      )}
    </>
  );
}
