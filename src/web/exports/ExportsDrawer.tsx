import Alert from '@mui/material/Alert';

import List from '@mui/material/List';
import { useQuery } from '@tanstack/react-query';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import { getJob } from '../api/client';
import { isFailure } from '../api/failure';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { Rich } from '../ui/Rich';
import { SideSheet } from '../ui/SideSheet';
import { useSettledError } from '../ui/useSettledError';
import { JobItem } from './JobItem';
import { JOBS_KEY, useJobs } from './useJobs';

/** Every export of the viewer, with its actions. */
export function ExportsDrawer(props: { profile: Profile; job: string | undefined; onClose(): void }) {
  const { profile, job, onClose } = props;
  return (
    <SideSheet isOpen title={say('jobs.title')} closeLabel={say('jobs.close')} width={440} onClose={onClose}>
      {profile.permissions.includes('exportData') ? (
        <Jobs marked={job} profile={profile} />
      ) : (
        <Notice title={say('shell.mayNotSee')}>
          <Rich id="jobs.needsExportData" with={{ code: (words) => <code>{words}</code> }} />
        </Notice>
      )}
    </SideSheet>
  );
}

function Jobs({ marked, profile }: { marked: string | undefined; profile: Profile }) {
  const jobs = useJobs();
  const { data } = jobs;
  const error = useSettledError(jobs);
  if (data === undefined) {
    const retry = () => void jobs.refetch();
    return error === null ? <Notice title={say('jobs.loading')} /> : <FailureNotice error={error} retry={retry} />;
  }
  return (
    <>
      {error !== null && <Alert severity="warning">{say('jobs.movedOn', { why: error.message })}</Alert>}
      {marked !== undefined && !data.some(({ id }) => id === marked) && <LinkedJob id={marked} profile={profile} />}
      {data.length === 0 ? (
        <Notice title={say('jobs.none')}>{say('jobs.none.why')}</Notice>
      ) : (
        <List disablePadding>
          {data.map((job) => (
            <JobItem key={job.id} job={job} marked={job.id === marked} profile={profile} />
          ))}
        </List>
      )}
    </>
  );
}

/** The export of a mail's link that is not in the list: it is too old, or somebody else's. */
function LinkedJob({ id, profile }: { id: string; profile: Profile }) {
  const job = useQuery({
    queryKey: [...JOBS_KEY, id],
    queryFn: ({ signal }) => getJob(id, signal),
  });
  const error = useSettledError(job);
  if (error !== null) {
    const unknown = isFailure(error, 'refused');
    const text = unknown ? say('jobs.notYours') : error.message;
    return <Alert severity="warning">{text}</Alert>;
  }
  if (job.data === undefined) return null;
  return (
    <List disablePadding>
      <JobItem job={job.data} marked profile={profile} />
    </List>
  );
}
