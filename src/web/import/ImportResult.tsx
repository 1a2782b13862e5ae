import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { formatDuration } from '../../contract/format/format';
import type { Upload } from '../../contract/responses/importResponses';
import { describeDerived, describeLacking } from '../../contract/sentences/describeImport';
import { serverWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
import { Progress } from '../ui/Progress';
import { ConfirmButton } from './ConfirmButton';
import { describeNote } from './describeNote';
import { rejectsUrl } from './importApi';
import { percentOf, readShare } from './importStatus';

/** The progress and the result of an import. @param lost why its state can no longer be read. */
export function ImportResult(props: { upload: Upload; again(): void; lost: string | undefined }) {
  const { upload, again, lost } = props;
  if (upload.state === 'running') {
    return (
      <Stack spacing={1}>
        {lost !== undefined && <Alert severity="warning">{say('import.lost', { why: lost })}</Alert>}
        <Running upload={upload} />
        <ConfirmButton
          label={say('import.cancel')}
          question={say('import.cancel.question')}
          yes={say('import.cancel.yes')}
          no={say('import.cancel.no')}
          onYes={again}
        />
      </Stack>
    );
  }
  return (
    <Stack spacing={2}>
      {upload.state === 'failed' ? (
        <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
          {say('import.nothingStored', { reason: serverWords(upload.reason ?? '') })}
        </Alert>
      ) : (
        <Done upload={upload} />
      )}
      <Button variant="contained" onClick={again} sx={{ alignSelf: 'start' }}>
        {say('import.another')}
      </Button>
    </Stack>
  );
}

function Running({ upload }: { upload: Upload }) {
  const { fileNames, progress } = upload;
  const share = readShare(upload);
  return (
    <>
      <Typography role="status" sx={{ overflowWrap: 'anywhere' }}>
        {say('import.importing', { files: fileNames.join(', ') })}
      </Typography>
      <Progress label={say('import.imported')} share={share} />
      {progress !== null && (
        <Typography variant="body2">
          {progress.phase === 'storing' ? say('import.storing', { n: progress.rows }) : readingText(progress, share)}
        </Typography>
      )}
    </>
  );
}

function readingText({ rows, seconds }: NonNullable<Upload['progress']>, share: number | undefined): string {
  const speed = say('import.speed', { n: rows, speed: Math.round(rows / Math.max(seconds, 0.001)) });
  if (share === undefined || share === 0) return speed;
  const left = Math.round((seconds / share) * (1 - share));
  return say('import.reading', { percent: percentOf(share), speed, left: formatDuration(left, 2) });
}

function Done({ upload: { id, fileNames, summary } }: { upload: Upload }) {
  if (summary === null) return null;
  const { stored, replaced, rejected, rejectedUnlisted, outdated, convertedTimes, leftOut } = summary;
  const lines = [
    ...summary.notes.map(describeNote),
    summary.derived.length > 0 && `${describeDerived(summary.derived)}.`,
    ...summary.lacking.map((id) => say('import.preview.lacking', { what: describeLacking(id) })),
    replaced > 0 && say('import.done.replaced', { n: replaced }),
    outdated > 0 && say('import.done.outdated', { n: outdated }),
    convertedTimes > 0 && say('import.done.converted', { n: convertedTimes }),
    leftOut.length > 0 && say('import.done.leftOut', { names: leftOut.join(', ') }),
    summary.demoRemoved && say('import.done.demoRemoved'),
    rejectedUnlisted > 0 && say('import.done.unlisted', { n: rejectedUnlisted }),
  ].filter((line) => line !== false);
  return (
    <>
      <Alert severity={rejected > 0 ? 'warning' : 'success'} sx={{ overflowWrap: 'anywhere' }}>
        {say('import.done.stored', { files: fileNames.join(', '), n: stored })}
        {rejected > 0 && say('import.done.rejected', { n: rejected })}
      </Alert>
      {lines.map((line) => (
        <Typography key={line} sx={{ overflowWrap: 'anywhere' }}>
          {line}
        </Typography>
      ))}
      {rejected > 0 && (
        <Button component="a" href={rejectsUrl(id)} download sx={{ alignSelf: 'start' }}>
          {say('import.done.rejects')}
        </Button>
      )}
    </>
  );
}
