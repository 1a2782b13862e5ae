import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import type { SavedView } from '../../contract/responses/savedViews';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { EditFailure } from './EditFailure';
import { ManagedView } from './ManagedView';
import { useViewEdit } from './useViews';
import { copyNameOf } from './viewQuery';

/** A dialog that renames and deletes saved views and sets the default. */
export function ManageViews({ views, onClose }: { views: readonly SavedView[]; onClose(): void }) {
  const edit = useViewEdit();
  return (
    <Dialog open onClose={onClose} aria-labelledby="manage-views" fullWidth maxWidth="sm">
      <DialogTitle id="manage-views">{say('savedViews.manage.title')}</DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ color: colour('soft'), mb: 1 }}>
          {say('savedViews.manage.help')}
        </Typography>
        {views.length === 0 && <Typography role="status">{say('savedViews.manage.none')}</Typography>}
        <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
          {views.map((view) => (
            <ManagedView
              key={view.id}
              view={view}
              copyName={copyNameOf(views, view.name)}
              busy={edit.isPending}
              onEdit={edit.mutate}
            />
          ))}
        </Box>
        <EditFailure error={edit.error} />
      </DialogContent>
      <DialogActions>
        <Button autoFocus onClick={onClose}>
          {say('savedViews.manage.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
