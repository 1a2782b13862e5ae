import Alert from '@mui/material/Alert';

import List from '@mui/material/List';
import { useQuery } from '@tanstack/react-query';
import type { Profile } from '../../contract/responses/sessionResponses';
import { getJob } from '../api/client';
import { isFailure } from '../api/failure';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { SideSheet } from '../ui/SideSheet';
import { useSettledError } from '../ui/useSettledError';
import { JobItem } from './JobItem';
import { JOBS_KEY, useJobs } from './useJobs';

/** Every export of the viewer, with its actions. */
export function ExportsDrawer(props: { profile: Profile; job: string | undefined; onClose(): void }) {
  const { profile, job, onClose } = props;
  return (
    <SideSheet isOpen title="Exports" closeLabel="Close exports" width={440} onClose={onClose}>
      {profile.permissions.includes('exportData') ? (
        <Jobs marked={job} profile={profile} />
      ) : (
        <Notice title="You may not see this">
          Exports need the permission <code>exportData</code>, which your account does not have.
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
    return error === null ? <Notice title="Loading …" /> : <FailureNotice error={error} retry={retry} />;
  }
  return (
    <>
      {error !== null && <Alert severity="warning">{error.message}. This list may have moved on.</Alert>}
      {marked !== undefined && !data.some(({ id }) => id === marked) && <LinkedJob id={marked} profile={profile} />}
      {data.length === 0 ? (
        <Notice title="No exports yet">What is downloaded, and what is mailed, is listed here.</Notice>
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
    const text = unknown ? 'The export of this link is not among yours.' : error.message;
    return <Alert severity="warning">{text}</Alert>;
  }
  if (job.data === undefined) return null;
  return (
    <List disablePadding>
      <JobItem job={job.data} marked profile={profile} />
    </List>
  );
}
