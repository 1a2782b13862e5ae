import Button from '@mui/material/Button';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ExportJob } from '../../contract/answers';
import { formatBytes, formatCount } from '../../contract/format';
import { cancelJob, jobFileUrl, retryJob } from '../api/client';
import { FailureNotice } from '../app/FailureNotice';
import { Notice } from '../app/Notice';
import { useSettings } from '../app/settingsStore';
import { colour } from '../theme/colours';
import { jobHeadline, jobQueryInWords } from './jobWords';
import { isUnderWay, JOBS_KEY, useJobs } from './useJobs';

/** Every queued export of the viewer, with what can be done about it. @param job one to open the drawer at. */
export function ExportsDrawer({ job, onClosed }: { job: string | undefined; onClosed(): void }) {
  const open = useSettings((settings) => settings.exportsOpen);
  const setOpen = useSettings((settings) => settings.setExportsOpen);
  useEffect(() => {
    if (job !== undefined) setOpen(true);
  }, [job, setOpen]);
  const close = () => {
    setOpen(false);
    onClosed();
  };
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={close}
      slotProps={{ paper: { 'aria-label': 'Exports', role: 'dialog' } }}
    >
      <Stack sx={{ width: { xs: '100vw', sm: 440 }, p: 2 }} spacing={1}>
        <Stack direction="row" sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
          <Typography variant="h2">Exports</Typography>
          <IconButton aria-label="Close exports" onClick={close} size="small">
            ✕
          </IconButton>
        </Stack>
        <Jobs marked={job} />
      </Stack>
    </Drawer>
  );
}

function Jobs({ marked }: { marked: string | undefined }) {
  const { data, error, refetch } = useJobs();
  if (data === undefined) {
    return error === null ? <Notice title="Loading …" /> : <FailureNotice error={error} retry={() => void refetch()} />;
  }
  if (data.length === 0) {
    return <Notice title="No exports yet">Exports that are too large to download at once are listed here.</Notice>;
  }
  return (
    <List disablePadding>
      {data.map((job) => (
        <Job key={job.id} job={job} marked={job.id === marked} />
      ))}
    </List>
  );
}

function Job({ job, marked }: { job: ExportJob; marked: boolean }) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: JOBS_KEY });
  const cancel = useMutation({ mutationFn: () => cancelJob(job.id), onSettled });
  const retry = useMutation({ mutationFn: () => retryJob(job.id), onSettled });
  const failure = cancel.error ?? retry.error;
  const rows = job.rows ?? job.rowsRequested;
  return (
    <ListItem
      disableGutters
      divider
      sx={{ display: 'block', py: 1.5, ...(marked ? { bgcolor: colour('accent-bg'), px: 1 } : {}) }}
    >
      <Typography sx={{ fontWeight: 600 }}>{jobHeadline(job)}</Typography>
      <Typography variant="body2" sx={{ color: colour('soft') }}>
        {formatCount(rows)} tickets · {job.format}
        {job.bytes !== null && ` · ${formatBytes(job.bytes)}`} · {new Date(job.requestedAt).toLocaleString()}
      </Typography>
      {job.rows !== null && job.rows !== job.rowsRequested && (
        <Typography variant="body2">{formatCount(job.rowsRequested)} matched when it was requested.</Typography>
      )}
      <Typography variant="body2" sx={{ color: colour('soft'), overflowWrap: 'anywhere' }}>
        {jobQueryInWords(job)}
      </Typography>
      {job.error !== null && <Typography sx={{ color: colour('bad') }}>{job.error}</Typography>}
      {failure !== null && <Typography sx={{ color: colour('bad') }}>{failure.message}</Typography>}
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        {job.state === 'sent' && (
          <Button component="a" href={jobFileUrl(job.id)} download>
            Download
          </Button>
        )}
        {isUnderWay(job) && (
          <Button onClick={() => cancel.mutate()} disabled={cancel.isPending}>
            Cancel
          </Button>
        )}
        {(job.state === 'failed' || job.state === 'cancelled') && (
          <Button onClick={() => retry.mutate()} disabled={retry.isPending}>
            Try again
          </Button>
        )}
      </Stack>
    </ListItem>
  );
}
