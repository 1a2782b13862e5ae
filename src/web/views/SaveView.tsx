import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { MAX_VIEW_NAME, type SavedView } from '../../contract/responses/savedViews';
import { say } from '../../contract/texts/texts';
import { EditFailure } from './EditFailure';
import { useViewEdit } from './useViews';
import { viewNamed } from './viewQuery';

/**
 * A dialog that saves the report under a name; it says so when the name replaces a view.
 * @param views the viewer's own.
 */
export function SaveView(props: {
  views: readonly SavedView[];
  query: string;
  onClose(): void;
  onSaved(view: SavedView): void;
}) {
  const { views, query, onClose, onSaved } = props;
  const [name, setName] = useState(() => views.find((view) => view.query === query)?.name ?? '');
  const [isShared, setShared] = useState<boolean>();
  const [isDefault, setDefault] = useState<boolean>();
  const edit = useViewEdit();
  const same = viewNamed(views, name);
  const opensWith = isDefault ?? same?.isDefault ?? false;
  const shares = isShared ?? same?.isShared ?? false;
  const save = (event: FormEvent) => {
    event.preventDefault();
    const kept = { query, isDefault: opensWith, isShared: shares };
    edit.mutate(
      same === undefined ? { type: 'add', view: { ...kept, name } } : { type: 'change', id: same.id, change: kept },
      {
        onSuccess: (saved) => {
          if (saved !== undefined) onSaved(saved);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="save-view" fullWidth maxWidth="xs">
      <form onSubmit={save}>
        <DialogTitle id="save-view">{say('savedViews.save.title')}</DialogTitle>
        <DialogContent>
          <TextField
            autoFocus
            fullWidth
            required
            margin="dense"
            label={say('savedViews.save.name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            helperText={
              same === undefined ? say('savedViews.save.kept') : say('savedViews.save.replaces', { name: same.name })
            }
            slotProps={{ htmlInput: { maxLength: MAX_VIEW_NAME } }}
          />
          <FormControlLabel
            control={<Checkbox checked={opensWith} onChange={(_, checked) => setDefault(checked)} />}
            label={say('savedViews.save.opens')}
          />
          <FormControlLabel
            control={<Checkbox checked={shares} onChange={(_, checked) => setShared(checked)} />}
            label={say('savedViews.save.share')}
          />
          <EditFailure error={edit.error} />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{say('savedViews.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={name.trim() === '' || edit.isPending}>
            {say(same === undefined ? 'savedViews.save.save' : 'savedViews.save.replace')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
