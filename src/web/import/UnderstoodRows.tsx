import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { formatBytes, formatCount } from '../../contract/format/format';
import type { Understood, Upload } from '../../contract/responses/importResponses';
import { colour } from '../ui/colours';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { FirstRows } from './FirstRows';
import { MappingSelects } from './MappingSelects';
import { StartImport } from './StartImport';
import { understand } from './understand';
import type { TicketImport } from './useImport';
import { IMPORTS_KEY } from './useUploads';

/** The first rows as they would be stored, and what the files' columns stand for. */
export function UnderstoodRows({ upload, held }: { upload: Upload; held: TicketImport }) {
  const { mapping: chosen, chooseMapping, remove, problem } = held;
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: [...IMPORTS_KEY, upload.id, chosen ?? 'suggested'],
    queryFn: ({ signal }) => understand(upload.id, chosen, signal),
    placeholderData: keepPreviousData,
    // Not asked again once the upload is gone.
    gcTime: 0,
  });
  const other = (
    <Button onClick={remove} sx={{ alignSelf: 'start' }}>
      Another file
    </Button>
  );
  if (error !== null) {
    return (
      <>
        <FailureNotice error={error} retry={() => void refetch()} />
        {other}
      </>
    );
  }
  if (data === undefined) return <Notice title="Reading the first rows …" />;
  const { understood, suggested } = data;
  const mapping = chosen ?? suggested;
  return (
    <Stack spacing={2} aria-busy={isPlaceholderData}>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        <strong>{upload.fileNames.join(', ')}</strong>, {formatBytes(upload.bytes)}. Nothing is stored yet.
      </Typography>
      <Box role="status">
        {understood.problem === null ? (
          <Findings understood={understood} />
        ) : (
          <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
            {understood.problem}
          </Alert>
        )}
      </Box>
      <MappingSelects understood={understood} mapping={mapping} suggested={suggested} onChange={chooseMapping} />
      <FirstRows understood={understood} fileNames={upload.fileNames} />
      {problem !== null && <Alert severity="error">{problem.message}</Alert>}
      <StartImport upload={upload} understood={understood} mapping={mapping} busy={isPlaceholderData}>
        {other}
      </StartImport>
    </Stack>
  );
}

function Findings({ understood: { read, rejected, convertedTimes } }: { understood: Understood }) {
  return (
    <Typography sx={{ color: colour(rejected > 0 ? 'bad' : 'ink') }}>
      First rows that were read: {formatCount(read)}, understood: {formatCount(read - rejected)}
      {rejected > 0 && `, to be rejected: ${formatCount(rejected)}`}.
      {convertedTimes > 0 && ` Times brought to the instance’s wall time: ${formatCount(convertedTimes)}.`}
    </Typography>
  );
}
