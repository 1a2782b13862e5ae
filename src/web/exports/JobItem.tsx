import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import ListItem from '@mui/material/ListItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type MouseEvent, useEffect, useRef, useState } from 'react';
import type { ExportJob } from '../../contract/answers';
import { formatBytes, formatCount, formatTime } from '../../contract/format';
import { wallTimeIn } from '../../contract/wallTime';
import { cancelJob, jobFileUrl, retryJob } from '../api/client';
import { colour } from '../theme/colours';
import { jobHeadline, jobQueryInWords, STATE_WORDS } from './jobWords';
import { startDownload } from './startDownload';
import { isUnderWay, JOBS_KEY } from './useJobs';

/** One export: where it is, what it holds, what can be done. */
export function JobItem({ job, marked, timeZone }: { job: ExportJob; marked: boolean; timeZone: string }) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (marked) item.current?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const at = (instant: string) => formatTime(wallTimeIn(timeZone, new Date(instant)));
  return (
    <ListItem
      ref={item}
      disableGutters
      divider
      aria-current={marked ? 'true' : undefined}
      sx={{ display: 'block', py: 1.5, ...(marked ? { bgcolor: colour('accent-bg'), px: 1 } : {}) }}
    >
      <Stack direction="row" spacing={1} sx={{ alignItems: 'baseline', justifyContent: 'space-between' }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{jobHeadline(job)}</Typography>
        <Chip size="small" label={STATE_WORDS[job.state]} sx={CHIP_STYLE[job.state]} />
      </Stack>
      <Typography variant="body2" sx={{ color: colour('soft') }}>
        {formatCount(job.rows ?? job.rowsRequested)} tickets · {job.format}
        {job.bytes !== null && ` · ${formatBytes(job.bytes)}`} · {at(job.requestedAt)}
        {job.expiresAt !== null && ` · kept until ${at(job.expiresAt)}`}
      </Typography>
      {job.rows !== null && job.rows !== job.rowsRequested && (
        <Typography variant="body2">{formatCount(job.rowsRequested)} matched when it was requested.</Typography>
      )}
      <Typography variant="body2" sx={{ color: colour('soft'), overflowWrap: 'anywhere' }}>
        {jobQueryInWords(job)}
      </Typography>
      {job.error !== null && <Typography sx={{ color: colour('bad') }}>{job.error}</Typography>}
      <JobActions job={job} />
    </ListItem>
  );
}

const QUIET = { bgcolor: colour('none'), color: colour('ink') };
const CHIP_STYLE = {
  queued: QUIET,
  running: QUIET,
  sent: { bgcolor: colour('accent-bg'), color: colour('accent') },
  failed: { bgcolor: 'transparent', color: colour('bad'), border: `1px solid ${colour('bad')}` },
  cancelled: QUIET,
} as const;

function JobActions({ job }: { job: ExportJob }) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: JOBS_KEY });
  const cancel = useMutation({ mutationFn: () => cancelJob(job.id), onSettled });
  const retry = useMutation({ mutationFn: () => retryJob(job.id), onSettled });
  const [refused, setRefused] = useState<string>();
  const problem = cancel.error?.message ?? retry.error?.message ?? refused;
  const download = (event: MouseEvent) => {
    event.preventDefault();
    setRefused(undefined);
    startDownload(jobFileUrl(job.id), setRefused);
  };
  return (
    <>
      {problem !== undefined && (
        <Typography role="alert" sx={{ color: colour('bad') }}>
          {problem}
        </Typography>
      )}
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        {/* The file is whole before its mail is on the way, and stays when the mail fails. */}
        {job.bytes !== null && job.state !== 'cancelled' && (
          <Button component="a" href={jobFileUrl(job.id)} onClick={download}>
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
    </>
  );
}
