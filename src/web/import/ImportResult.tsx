import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { formatDuration } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import type { Upload } from '../../contract/responses/importResponses';
import { ConfirmButton } from './ConfirmButton';
import { rejectsUrl } from './importApi';
import { percentOf, readShare } from './importStatus';

/** The progress and the result of an import. @param lost why its state can no longer be read. */
export function ImportResult(props: { upload: Upload; again(): void; lost: string | undefined }) {
  const { upload, again, lost } = props;
  if (upload.state === 'running') {
    return (
      <Stack spacing={1}>
        {lost !== undefined && <Alert severity="warning">{lost}. The import may have moved on.</Alert>}
        <Running upload={upload} />
        <ConfirmButton
          label="Cancel"
          question="Stop the import? Nothing of it is stored then."
          yes="Stop the import"
          no="Go on"
          onYes={again}
        />
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

function Running({ upload }: { upload: Upload }) {
  const { fileNames, progress } = upload;
  const share = readShare(upload);
  const known = share === undefined ? {} : { variant: 'determinate' as const, value: share * 100 };
  return (
    <>
      <Typography role="status" sx={{ overflowWrap: 'anywhere' }}>
        Importing {fileNames.join(', ')} …
      </Typography>
      <LinearProgress aria-label="Imported" {...known} />
      {progress !== null && (
        <Typography variant="body2">
          {progress.phase === 'storing' ? `Storing ${formatCount(progress.rows)} rows …` : readingText(progress, share)}
        </Typography>
      )}
    </>
  );
}

function readingText({ rows, seconds }: NonNullable<Upload['progress']>, share: number | undefined): string {
  const speed = `${formatCount(rows)} rows, ${formatCount(Math.round(rows / Math.max(seconds, 0.001)))} rows/s`;
  if (share === undefined || share === 0) return speed;
  const left = Math.round((seconds / share) * (1 - share));
  return `${percentOf(share)} % read: ${speed}, ${formatDuration(left, 2)} left`;
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
