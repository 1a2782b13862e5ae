import Alert from '@mui/material/Alert';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { Profile } from '../../contract/answers';
import { FailureNotice } from '../app/FailureNotice';
import { Notice } from '../app/Notice';
import { JobItem } from './JobItem';
import { useJobs } from './useJobs';

/** Every queued export of the viewer, with what can be done about it. */
export function ExportsDrawer(props: { profile: Profile; job: string | undefined; onClose(): void }) {
  const { profile, job, onClose } = props;
  return (
    <Drawer
      anchor="right"
      open
      onClose={onClose}
      slotProps={{ paper: { 'aria-label': 'Exports', role: 'dialog', 'aria-modal': true } }}
    >
      <Stack sx={{ width: { xs: '100vw', sm: 440 }, p: 2 }} spacing={1}>
        <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
          <Typography variant="h2">Exports</Typography>
          <IconButton aria-label="Close exports" onClick={onClose} size="small">
            ✕
          </IconButton>
        </Stack>
        {profile.permissions.includes('exportData') ? (
          <Jobs marked={job} timeZone={profile.timeZone} />
        ) : (
          <Notice title="You may not see this">
            Exports need the permission <code>exportData</code>, which your account does not have.
          </Notice>
        )}
      </Stack>
    </Drawer>
  );
}

function Jobs({ marked, timeZone }: { marked: string | undefined; timeZone: string }) {
  const { data, error, refetch } = useJobs();
  if (data === undefined) {
    return error === null ? <Notice title="Loading …" /> : <FailureNotice error={error} retry={() => void refetch()} />;
  }
  const unknown = marked !== undefined && !data.some(({ id }) => id === marked);
  return (
    <>
      {error !== null && <Alert severity="warning">{error.message}. This list may have moved on.</Alert>}
      {unknown && <Alert severity="warning">The export of this link is not among yours.</Alert>}
      {data.length === 0 ? (
        <Notice title="No exports yet">Exports that are too large to download at once are listed here.</Notice>
      ) : (
        <List disablePadding>
          {data.map((job) => (
            <JobItem key={job.id} job={job} marked={job.id === marked} timeZone={timeZone} />
          ))}
        </List>
      )}
    </>
  );
}
