import Button from '@mui/material/Button';
import ListItem from '@mui/material/ListItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { formatTime } from '../../contract/format/format';
import { type Schedule, type ScheduleRun, SIGN_IN_DAYS } from '../../contract/responses/schedules';
import type { Profile } from '../../contract/responses/sessionResponses';
import { describeDelivery, describeWhen, formatFigure } from '../../contract/sentences/describeSchedule';
import { say } from '../../contract/texts/texts';
import { wallTimeIn } from '../../contract/time/wallTime';
import { colour } from '../ui/colours';
import type { ScheduleEdit } from './useSchedules';

/** One schedule: what, when and to whom, what came of it, and its actions. */
export function ScheduleItem(props: {
  schedule: Schedule;
  profile: Profile;
  busy: boolean;
  onEdit(): void;
  change(edit: ScheduleEdit): void;
}) {
  const { schedule, profile } = props;
  const { name, view, paused, nextAt, problem, lastRuns } = schedule;
  const timeIn = (instant: string) => formatTime(wallTimeIn(schedule.timeZone, new Date(instant)));
  return (
    <ListItem disableGutters divider sx={{ display: 'block', py: 1.5 }}>
      <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Typography>
      {paused !== 'forged' && (
        <>
          <Line>
            {describeDelivery(schedule.delivery)} · {describeWhen(schedule.when, schedule.timeZone)}
          </Line>
          <Line>{recipientsOf(schedule, profile)}</Line>
          {view !== null && <Line>{say('schedules.view', { name: view.name })}</Line>}
        </>
      )}
      {problem !== null && paused !== 'forged' && <Line warns>{say('schedules.hidden')}</Line>}
      {paused !== null && (
        <Line warns={paused !== 'owner'}>{say(`schedules.paused.${paused}`, { days: SIGN_IN_DAYS })}</Line>
      )}
      {nextAt !== null && <Line>{say('schedules.next', { time: timeIn(nextAt) })}</Line>}
      {lastRuns.map((run) => (
        <Line key={run.address} warns={run.state === 'failed' || run.state === 'skipped'}>
          {lastRuns.length > 1 && `${run.address}: `}
          {describeRun(run, schedule, timeIn(run.endedAt ?? run.dueAt))}
        </Line>
      ))}
      <Actions {...props} />
    </ListItem>
  );
}

function Line({ children, warns = false }: { children: React.ReactNode; warns?: boolean }) {
  return (
    <Typography variant="body2" sx={{ color: colour(warns ? 'bad' : 'soft'), overflowWrap: 'anywhere' }}>
      {children}
    </Typography>
  );
}

function recipientsOf({ recipients }: Schedule, { email: own }: Profile): string {
  const [only] = recipients;
  if (recipients.length === 1 && only?.address === own && !only.isUnsubscribed) return say('schedules.toYou');
  const who = recipients.map(({ address, isUnsubscribed }) =>
    isUnsubscribed ? say('schedules.unsubscribed', { address }) : address,
  );
  return say('schedules.to', { who: who.join(', ') });
}

function describeRun({ state, reason, error, value }: ScheduleRun, { delivery }: Schedule, time: string): string {
  switch (state) {
    case 'skipped':
      return reason === null
        ? say('schedules.run.skipped', { time })
        : say(`schedules.run.skipped.${reason}`, { time, days: SIGN_IN_DAYS });
    case 'failed':
      return say('schedules.run.failed', { time, why: error ?? '' });
    case 'quiet':
      return delivery.kind === 'alert' && value !== null
        ? say('schedules.run.quietValue', { time, value: formatFigure(delivery.figure, value) })
        : say('schedules.run.quiet', { time });
    default:
      return say(`schedules.run.${state}`, { time });
  }
}

function Actions(props: { schedule: Schedule; busy: boolean; onEdit(): void; change(edit: ScheduleEdit): void }) {
  const { schedule, busy, onEdit, change } = props;
  const { id, name, paused } = schedule;
  const [deleting, setDeleting] = useState(false);
  const labelled = (action: string) => ({ 'aria-label': say('schedules.action', { action, name }) });
  const remove = say('schedules.deleteForGood');
  if (deleting) {
    return (
      <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 1, flexWrap: 'wrap' }}>
        <Button autoFocus size="small" onClick={() => setDeleting(false)}>
          {say('schedules.keep')}
        </Button>
        <Button
          size="small"
          color="error"
          variant="contained"
          disabled={busy}
          {...labelled(remove)}
          onClick={() => change({ type: 'remove', id })}
        >
          {remove}
        </Button>
      </Stack>
    );
  }
  const toggle = say(paused === null ? 'schedules.pause' : 'schedules.resume');
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 1, flexWrap: 'wrap' }}>
      {paused !== 'forged' && (
        <>
          <Button
            size="small"
            disabled={busy}
            {...labelled(toggle)}
            onClick={() => change({ type: 'change', id, change: { isPaused: paused === null } })}
          >
            {toggle}
          </Button>
          <Button
            size="small"
            disabled={busy}
            {...labelled(say('schedules.runNow'))}
            onClick={() => change({ type: 'run', id })}
          >
            {say('schedules.runNow')}
          </Button>
          <Button size="small" {...labelled(say('schedules.edit'))} onClick={onEdit}>
            {say('schedules.edit')}
          </Button>
        </>
      )}
      <Button size="small" {...labelled(say('schedules.delete'))} onClick={() => setDeleting(true)}>
        {say('schedules.delete')}
      </Button>
    </Stack>
  );
}
