import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { say } from '../../../../contract/texts/texts';
import { colour } from '../../../ui/colours';
import type { Problem } from '../../language/draft/readDraft';

/** Apply can always be reached and then says why it does nothing; a disabled button could not. */
export function EditorFooter(props: { problem: Problem | null; onClose(): void; onRemove?: (() => void) | undefined }) {
  const { problem, onClose, onRemove } = props;
  const reasonId = useId();
  const reason = problem?.kind === 'wrong' ? say('editor.wrong') : (problem?.message ?? '');
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
      <Button
        type="submit"
        variant="contained"
        aria-disabled={problem !== null}
        aria-describedby={reasonId}
        sx={{ '&[aria-disabled=true]': { opacity: 0.5, cursor: 'not-allowed' } }}
      >
        {say('editor.apply')}
      </Button>
      <Button onClick={onClose}>{say('editor.cancel')}</Button>
      <Typography id={reasonId} role="status" variant="body2" sx={{ flex: 1, color: colour('soft') }}>
        {reason}
      </Typography>
      {onRemove !== undefined && (
        <Button variant="text" onClick={onRemove} sx={{ color: colour('bad') }}>
          {say('editor.remove')}
        </Button>
      )}
    </Stack>
  );
}
