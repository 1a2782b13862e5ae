import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { formatCount } from '../../contract/format/numbers';
import type { ImportPreview, Upload } from '../../contract/responses/importResponses';
import { describeDoubt } from '../../contract/sentences/describeImport';
import { colour } from '../ui/colours';
import { ConfirmButton } from './ConfirmButton';
import type { ChosenReading } from './chosenReading';
import { startImport } from './importApi';
import { describeBlocker } from './importStatus';
import { IMPORTS_KEY } from './useUploads';

interface Props {
  upload: Upload;
  preview: ImportPreview;
  reading: ChosenReading;
  /** The preview is still that of the previous choice. */
  busy: boolean;
  /** Other actions. */
  children: ReactNode;
}

const WHY_NOT = 'why-not-import';

/** Starts the import, which adds to the stored tickets or replaces them. */
export function StartImport({ upload, preview, reading, busy, children }: Props) {
  const client = useQueryClient();
  const { doubt } = upload;
  const [replace, setReplace] = useState(doubt !== null);
  const start = useMutation({
    mutationFn: () => startImport(upload.id, reading, { replace, allowRejects: replace && doubt !== null }),
    onSettled: () => client.invalidateQueries({ queryKey: IMPORTS_KEY, exact: true }),
  });
  const { tickets, demo } = preview.stored;
  const there = tickets === 1 ? 'the one ticket that is there' : `all ${formatCount(tickets)} tickets that are there`;
  const whyNot = describeBlocker(preview);
  const ready = whyNot === undefined && !busy && !start.isPending;
  return (
    <Stack spacing={1.5}>
      {doubt !== null && (
        <Alert severity="warning">
          Nothing was changed, since {describeDoubt(doubt)}. To go on, confirm it once more.
        </Alert>
      )}
      {start.error !== null && <Alert severity="error">{start.error.message}</Alert>}
      {whyNot === undefined && demo && <Typography>The demo tickets make way for these.</Typography>}
      {whyNot === undefined && !demo && tickets > 0 && (
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              checked={replace}
              onChange={({ target }) => setReplace(target.checked)}
              sx={{ mr: 1 }}
            />
          }
          label={`Replace ${there}`}
          sx={{ mx: 0 }}
        />
      )}
      {whyNot !== undefined && (
        <Typography id={WHY_NOT} variant="body2" sx={{ color: colour('soft') }}>
          {whyNot}
        </Typography>
      )}
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'end' }}>
        {replace && ready ? (
          <ConfirmButton
            label="Import"
            primary
            question={`Remove ${there}, so that only these are left${doubt === null ? '' : `, although ${describeDoubt(doubt)}`}? This cannot be undone.`}
            yes="Replace the tickets"
            no="Keep them"
            onYes={start.mutate}
          />
        ) : (
          <Button
            variant="contained"
            disabled={!ready}
            onClick={() => start.mutate()}
            {...(whyNot === undefined ? {} : { 'aria-describedby': WHY_NOT })}
          >
            Import
          </Button>
        )}
        {children}
      </Stack>
    </Stack>
  );
}
