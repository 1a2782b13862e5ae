import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ColumnMapping } from '../../contract/columnMapping';
import { formatBytes, formatCount } from '../../contract/format';
import type { Understood, Upload } from '../../contract/importAnswers';
import { FailureNotice } from '../app/FailureNotice';
import { Notice } from '../app/Notice';
import { colour } from '../theme/colours';
import { FirstRows } from './FirstRows';
import { getUnderstood, startImport } from './importApi';
import { MappingSelects } from './MappingSelects';
import { IMPORTS_KEY } from './useImport';

/** The first rows as they would be stored, and what the file's columns stand for. */
export function UnderstoodRows({ upload, again }: { upload: Upload; again(): void }) {
  const client = useQueryClient();
  const [mapping, setMapping] = useState<ColumnMapping>({});
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: [...IMPORTS_KEY, upload.id, mapping],
    queryFn: ({ signal }) => getUnderstood(upload.id, mapping, signal),
    placeholderData: keepPreviousData,
  });
  const start = useMutation({
    mutationFn: () => startImport(upload.id, mapping),
    onSettled: () => client.invalidateQueries({ queryKey: IMPORTS_KEY, exact: true }),
  });
  const other = <Button onClick={again}>Another file</Button>;
  if (error !== null) {
    return (
      <>
        <FailureNotice error={error} retry={() => void refetch()} />
        {other}
      </>
    );
  }
  if (data === undefined) return <Notice title="Reading the first rows …" />;
  const nothing = data.read === data.rejected;
  return (
    <Stack spacing={2} aria-busy={isPlaceholderData}>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        <strong>{upload.fileNames.join(', ')}</strong>, {formatBytes(upload.bytes)}. Nothing is stored yet.
      </Typography>
      <Box role="status">
        {data.problem === null ? (
          <Findings understood={data} />
        ) : (
          <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
            {data.problem}
          </Alert>
        )}
      </Box>
      <MappingSelects understood={data} mapping={mapping} onChange={setMapping} />
      <FirstRows understood={data} />
      {start.error !== null && <Alert severity="error">{start.error.message}</Alert>}
      <Stack direction="row" spacing={1}>
        <Button
          variant="contained"
          disabled={data.problem !== null || nothing || isPlaceholderData || start.isPending}
          onClick={() => start.mutate()}
        >
          Import
        </Button>
        {other}
      </Stack>
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
