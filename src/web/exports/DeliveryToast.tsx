import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import type { ExportJob } from '../../contract/responses/exportResponses';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import { DAY_SECONDS } from '../../contract/time/units';
import { markJobSeen } from '../api/client';
import { useSettings } from '../settings/settingsStore';
import { DownloadButton } from './DownloadButton';
import { describeProblem, formatHeadline, formatJobRows, type JobPhase, phaseOf } from './describeJob';
import { isUnderWay, JOBS_KEY, useJobs } from './useJobs';

const RECENT_MS = DAY_SECONDS * 1000;
const SEVERITY: Record<JobPhase, 'info' | 'success' | 'warning' | 'error'> = {
  waiting: 'info',
  making: 'info',
  mailing: 'info',
  mailLate: 'warning',
  sent: 'success',
  inOutbox: 'success',
  mailFailed: 'warning',
  failed: 'error',
  cancelled: 'info',
};
/** Phases in which the mail is not the way to the file. */
const OFFERS_FILE: readonly JobPhase[] = ['mailLate', 'mailFailed', 'inOutbox'];

/** The state of the newest export, as the server has it: the same after a reload and in other tabs. */
export function DeliveryToast({ profile }: { profile: Profile }) {
  const { data = [] } = useJobs();
  const client = useQueryClient();
  const jobs = data.filter(({ delivery }) => delivery === 'email');
  const open = useSettings((settings) => settings.setExportsOpen);
  const dismissed = useSettings((settings) => settings.dismissedExport);
  const dismiss = useSettings((settings) => settings.dismissExport);
  const newest = mostWanted(jobs);
  if (newest === undefined || !isRecent(newest)) return null;
  const phase = phaseOf(newest);
  const shown = `${newest.id} ${phase}`;
  const isOver = !isUnderWay(newest);
  if (dismissed === shown || (isOver && newest.seenAt !== null)) return null;
  const close = () => {
    dismiss(shown);
    // In other browsers, too.
    if (isOver)
      void markJobSeen(newest.id).then(
        () => client.invalidateQueries({ queryKey: JOBS_KEY }),
        () => undefined,
      );
  };
  const others = jobs.filter(isUnderWay).filter(({ id }) => id !== newest.id).length;
  const problem = describeProblem(newest, profile.timeZone);
  return (
    <Alert severity={SEVERITY[phase]} closeText={say('editor.close')} onClose={close} role="status">
      {formatHeadline(newest)} · {formatJobRows(newest)}
      {newest.format !== null && `, ${newest.format}`}
      {isUnderWay(newest) && problem === undefined && ` · ${say(`jobs.phase.${phase}`)}`}
      {problem !== undefined && ` · ${problem}`}
      {others > 0 && say('jobs.underWay', { n: others })}{' '}
      {OFFERS_FILE.includes(phase) && newest.hasFile && <DownloadButton job={newest} variant="text" />}
      <Button variant="text" onClick={() => open(true)} sx={{ height: 24 }}>
        {say('jobs.show')}
      </Button>
    </Alert>
  );
}

/** The newest job; if that is cancelled, the newest that is still under way. */
function mostWanted(jobs: readonly ExportJob[]): ExportJob | undefined {
  const [newest] = jobs;
  return newest?.state === 'cancelled' ? jobs.find(isUnderWay) : newest;
}

function isRecent({ finishedAt, requestedAt }: ExportJob): boolean {
  return Date.now() - new Date(finishedAt ?? requestedAt).getTime() < RECENT_MS;
}
