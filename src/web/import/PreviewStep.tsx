import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { formatBytes } from '../../contract/format/format';
import type { ImportPreview, Upload } from '../../contract/responses/importResponses';
import { describeDerived, describeLacking } from '../../contract/sentences/describeImport';
import { serverWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { RegionBoundary } from '../ui/RegionBoundary';
import { bold, Rich } from '../ui/Rich';
import { useSettledError } from '../ui/useSettledError';
import { describeNote } from './describeNote';
import { FirstRows } from './FirstRows';
import { HiddenNames } from './HiddenNames';
import { MappingSelects } from './MappingSelects';
import { PreviewDetails } from './PreviewDetails';
import { ReadAs } from './ReadAs';
import { StartImport } from './StartImport';
import type { TicketImport } from './useImport';
import { usePreview } from './usePreview';

/** The preview of an upload: its first rows, the mapping of its columns, and the start of the import. */
export function PreviewStep({ upload, held }: { upload: Upload; held: TicketImport }) {
  const { chosen, choose, remove, problem } = held;
  const { first, shown: preview } = usePreview(upload.id, chosen);
  const { isPlaceholderData, refetch } = first;
  const error = useSettledError(first);
  const other = (
    <Button onClick={remove} sx={{ alignSelf: 'start' }}>
      {say('import.another')}
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
  if (preview === undefined) return <Notice title={say('import.preview.reading')} />;
  const { suggested } = preview;
  const mapping = chosen.mapping ?? suggested;
  return (
    <Stack spacing={2} aria-busy={isPlaceholderData}>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        <Rich
          id="import.preview.file"
          with={{ b: bold, files: upload.fileNames.join(', '), size: formatBytes(upload.bytes) }}
        />
      </Typography>
      <Box role="status">
        {preview.problem === null ? (
          <Findings preview={preview} />
        ) : (
          <Alert severity="error" sx={{ overflowWrap: 'anywhere' }}>
            {serverWords(preview.problem)}
          </Alert>
        )}
      </Box>
      <ReadAs preview={preview} dialect={chosen.dialect} onChange={(dialect) => choose({ ...chosen, dialect })} />
      <HiddenNames preview={preview} dialect={chosen.dialect} onChange={(dialect) => choose({ ...chosen, dialect })} />
      <MappingSelects
        preview={preview}
        mapping={mapping}
        suggested={suggested}
        onChange={(changed) => choose({ ...chosen, mapping: changed })}
      />
      <RegionBoundary>
        <PreviewDetails preview={preview} chosen={chosen} mapping={mapping} choose={choose} />
      </RegionBoundary>
      <FirstRows preview={preview} fileNames={upload.fileNames} />
      {problem !== null && <Alert severity="error">{problem.message}</Alert>}
      <StartImport upload={upload} preview={preview} reading={{ ...chosen, mapping }} busy={isPlaceholderData}>
        {other}
      </StartImport>
    </Stack>
  );
}

function Findings({ preview }: { preview: ImportPreview }) {
  const { read, rejected, convertedTimes, derived, lacking, preset, isWhole, notes } = preview;
  return (
    <Typography>
      {preset !== null && say('import.preview.preset', { preset })}
      {say(isWhole ? 'import.preview.rows' : 'import.preview.firstRows', { n: read, understood: read - rejected })}
      {rejected > 0 && <span style={REJECTED}>{say('import.preview.rejected', { n: rejected })}</span>}.
      {convertedTimes > 0 && ` ${say('import.done.converted', { n: convertedTimes })}`}
      {derived.length > 0 && ` ${describeDerived(derived)}.`}
      {notes.map((note) => ` ${describeNote(note)}`)}
      {lacking.map((id) => ` ${say('import.preview.lacking', { what: describeLacking(id) })}`)}
    </Typography>
  );
}

const REJECTED = { color: colour('bad'), fontWeight: 600 };
