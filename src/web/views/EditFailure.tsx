import Typography from '@mui/material/Typography';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';

/** The error of the last change of a view. */
export function EditFailure({ error }: { error: Error | null }) {
  if (error === null) return null;
  return (
    <Typography role="alert" sx={{ color: colour('bad'), mt: 1 }}>
      {say('savedViews.notSaved', { why: error.message })}
    </Typography>
  );
}
