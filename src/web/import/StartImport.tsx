import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ImportPreview, Upload } from '../../contract/responses/importResponses';
import { describeDoubt } from '../../contract/sentences/describeImport';
import { say } from '../../contract/texts/texts';
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
  const ofOthers = doubt !== null && doubt.others > 0;
  const [replace, setReplace] = useState(doubt !== null && !ofOthers);
  /** What was refused is asked for again. */
  const isAgain = doubt !== null && replace !== ofOthers;
  const start = useMutation({
    mutationFn: () => startImport(upload.id, reading, { replace, allowRejects: isAgain }),
    onSettled: () => client.invalidateQueries({ queryKey: IMPORTS_KEY, exact: true }),
  });
  const { tickets, demo } = preview.stored;
  const whyNot = describeBlocker(preview);
  const ready = whyNot === undefined && !busy && !start.isPending;
  return (
    <Stack spacing={1.5}>
      {doubt !== null && <Alert severity="warning">{say('import.start.doubt', { doubt: describeDoubt(doubt) })}</Alert>}
      {start.error !== null && <Alert severity="error">{start.error.message}</Alert>}
      {whyNot === undefined && demo && <Typography>{say('import.start.demo')}</Typography>}
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
          label={say('import.start.replace', { n: tickets })}
          sx={{ mx: 0 }}
        />
      )}
      {whyNot !== undefined && (
        <Typography id={WHY_NOT} variant="body2" sx={{ color: colour('soft') }}>
          {whyNot}
        </Typography>
      )}
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'end' }}>
        {(replace || isAgain) && ready ? (
          <ConfirmButton
            label={say('import.start')}
            primary
            question={
              isAgain
                ? say(replace ? 'import.start.doubtQuestion' : 'import.start.othersQuestion', {
                    n: tickets,
                    doubt: describeDoubt(doubt),
                  })
                : say('import.start.question', { n: tickets })
            }
            yes={say(replace ? 'import.start.yes' : 'import.start.othersYes')}
            no={say('import.start.no')}
            onYes={start.mutate}
          />
        ) : (
          <Button
            variant="contained"
            disabled={!ready}
            onClick={() => start.mutate()}
            {...(whyNot === undefined ? {} : { 'aria-describedby': WHY_NOT })}
          >
            {say('import.start')}
          </Button>
        )}
        {children}
      </Stack>
    </Stack>
  );
}
