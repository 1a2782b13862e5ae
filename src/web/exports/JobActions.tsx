import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExportJob } from '../../contract/responses/exportResponses';
import { say } from '../../contract/texts/texts';
import { cancelJob, removeJobEntry, removeJobFile, retryJob } from '../api/client';
import { colour } from '../ui/colours';
import { DownloadButton } from './DownloadButton';
import { OutboxMail } from './OutboxMail';
import { isUnderWay, JOBS_KEY } from './useJobs';

/** The actions of an export, and the error of the last one. */
export function JobActions({ job }: { job: ExportJob }) {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: JOBS_KEY });
  // As the button says when it is pressed: by the time it is done, the export may have ended.
  const remove = useMutation({ mutationFn: (end: typeof cancelJob) => end(job.id), onSettled });
  const retry = useMutation({ mutationFn: () => retryJob(job.id), onSettled });
  const forget = useMutation({ mutationFn: () => removeJobEntry(job.id), onSettled });
  const [reading, setReading] = useState(false);
  // An export that names columns which are now hidden can only be cancelled.
  const isReadable = job.query !== null;
  const problem = remove.error?.message ?? retry.error?.message ?? forget.error?.message;
  return (
    <>
      {problem !== undefined && (
        <Typography role="alert" sx={{ color: colour('bad') }}>
          {problem}
        </Typography>
      )}
      <Stack direction="row" useFlexGap spacing={1} sx={{ mt: 1, flexWrap: 'wrap' }}>
        {isReadable && job.hasFile && <DownloadButton job={job} variant="contained" />}
        {(isUnderWay(job) || job.hasFile) && (
          <Button
            onClick={() => remove.mutate(isUnderWay(job) ? cancelJob : removeJobFile)}
            disabled={remove.isPending}
          >
            {say(isUnderWay(job) ? 'jobs.cancel' : 'jobs.deleteFile')}
          </Button>
        )}
        {!isUnderWay(job) && (
          <Button onClick={() => forget.mutate()} disabled={forget.isPending}>
            {say('jobs.deleteEntry')}
          </Button>
        )}
        {isReadable && (job.state === 'failed' || job.state === 'cancelled') && (
          <Button onClick={() => retry.mutate()} disabled={retry.isPending}>
            {say(job.hasFile ? 'jobs.mailAgain' : 'jobs.tryAgain')}
          </Button>
        )}
        {isReadable && job.mailedBy === 'outbox' && job.hasFile && (
          <Button aria-expanded={reading} onClick={() => setReading(!reading)}>
            {say(reading ? 'jobs.closeMail' : 'jobs.readMail')}
          </Button>
        )}
      </Stack>
      {reading && <OutboxMail jobId={job.id} />}
    </>
  );
}
