import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { formatCount, formatDuration } from '../../contract/format';
import type { Upload } from '../../contract/importAnswers';
import { rejectsUrl } from './importApi';

/** How far an import is, and what came of it. @param lost why its state can no longer be read. */
export function ImportResult(props: { upload: Upload; again(): void; lost: string | undefined }) {
  const { upload, again, lost } = props;
  if (upload.state === 'running') {
    return (
      <Stack spacing={1}>
        {lost !== undefined && <Alert severity="warning">{lost}. The import may have moved on.</Alert>}
        <Running upload={upload} />
        <Button onClick={again} sx={{ alignSelf: 'start' }}>
          Cancel
        </Button>
      </Stack>
    );
  }
  return (
    <Stack spacing={2}>
      {upload.state === 'failed' ? (
        <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
          Nothing was stored. {upload.reason}
        </Alert>
      ) : (
        <Done upload={upload} />
      )}
      <Button variant="contained" onClick={again} sx={{ alignSelf: 'start' }}>
        Another file
      </Button>
    </Stack>
  );
}

function Running({ upload: { fileNames, progress } }: { upload: Upload }) {
  const share = progress === null || progress.totalBytes === 0 ? 0 : progress.bytes / progress.totalBytes;
  const known = share > 0 ? { variant: 'determinate' as const, value: Math.min(100, share * 100) } : {};
  return (
    <>
      <Typography role="status" sx={{ overflowWrap: 'anywhere' }}>
        Importing {fileNames.join(', ')} …
      </Typography>
      <LinearProgress aria-label="Imported" {...known} />
      {progress !== null && (
        <Typography variant="body2">
          {formatCount(progress.rows)} rows,{' '}
          {formatCount(Math.round(progress.rows / Math.max(progress.seconds, 0.001)))} rows/s
          {share > 0 && `, ${formatDuration(Math.round((progress.seconds / share) * (1 - share)), 2)} left`}
        </Typography>
      )}
    </>
  );
}

function Done({ upload: { id, fileNames, summary } }: { upload: Upload }) {
  if (summary === null) return null;
  const { stored, replaced, rejected, rejectedUnlisted, outdated, convertedTimes, leftOut } = summary;
  const lines = [
    replaced > 0 && `${formatCount(replaced)} of them took the place of a ticket with the same id.`,
    outdated > 0 && `${formatCount(outdated)} rows are older than another one with the same id.`,
    convertedTimes > 0 && `Times brought to the instance’s wall time: ${formatCount(convertedTimes)}.`,
    leftOut.length > 0 && `Left out: ${leftOut.join(', ')}.`,
    summary.demoRemoved && 'The demo tickets were removed.',
    rejectedUnlisted > 0 && `The list is full: ${formatCount(rejectedUnlisted)} more rejected rows are only counted.`,
  ].filter((line) => line !== false);
  return (
    <>
      <Alert severity={rejected > 0 ? 'warning' : 'success'} sx={{ overflowWrap: 'anywhere' }}>
        Tickets of {fileNames.join(', ')} that are stored now: {formatCount(stored)}.
        {rejected > 0 && ` Rows that were rejected: ${formatCount(rejected)}.`}
      </Alert>
      {lines.map((line) => (
        <Typography key={line} sx={{ overflowWrap: 'anywhere' }}>
          {line}
        </Typography>
      ))}
      {rejected > 0 && (
        <Button component="a" href={rejectsUrl(id)} download sx={{ alignSelf: 'start' }}>
          Download the rejected rows
        </Button>
      )}
    </>
  );
}
