import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { MAX_VIEW_NAME, type SavedView } from '../../contract/responses/savedViews';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import type { ViewEdit } from './useViews';
import { problemNote } from './viewQuery';

type Mode = 'shown' | 'renaming' | 'deleting';

/** One saved view with its actions. */
export function ManagedView(props: {
  view: SavedView;
  /** What a duplicate of it is called. */
  copyName: string;
  busy: boolean;
  onEdit(edit: ViewEdit): void;
}) {
  const { view, copyName, busy, onEdit } = props;
  const [mode, setMode] = useState<Mode>('shown');
  // The focused button goes away with its mode: "Rename" takes the focus.
  const [wasLeft, setLeft] = useState(false);
  const back = () => {
    setLeft(true);
    setMode('shown');
  };
  const shareLabel = say(view.isShared ? 'savedViews.share.off' : 'savedViews.share.on');
  const defaultLabel = say(view.isDefault ? 'savedViews.default.off' : 'savedViews.default.on');
  const named = (action: string) => say('savedViews.action', { action, name: view.name });
  return (
    <Box component="li" sx={ITEM_STYLE}>
      {mode === 'renaming' ? (
        <Rename
          view={view}
          onCancel={back}
          onRename={(name) => {
            back();
            onEdit({ type: 'change', id: view.id, change: { name } });
          }}
        />
      ) : (
        <Box sx={{ flex: '1 0 100%', overflowWrap: 'anywhere' }}>
          {view.name}
          {view.isDefault && <span style={{ color: colour('soft') }}>{say('savedViews.isDefault')}</span>}
          {view.isShared && <span style={{ color: colour('soft') }}>{say('savedViews.isShared')}</span>}
          {view.problem !== null && <div style={{ color: colour('soft') }}>{problemNote(view.problem)}</div>}
        </Box>
      )}
      {mode === 'deleting' && (
        <>
          <Button autoFocus size="small" onClick={back}>
            {say('savedViews.keep')}
          </Button>
          <Button
            size="small"
            color="error"
            variant="contained"
            aria-label={named(say('savedViews.deleteForGood'))}
            disabled={busy}
            onClick={() => onEdit({ type: 'remove', id: view.id })}
          >
            {say('savedViews.deleteForGood')}
          </Button>
        </>
      )}
      {mode === 'shown' && (
        <>
          <Button
            size="small"
            aria-label={named(defaultLabel)}
            disabled={busy}
            onClick={() => onEdit({ type: 'change', id: view.id, change: { isDefault: !view.isDefault } })}
          >
            {defaultLabel}
          </Button>
          <Button
            size="small"
            aria-label={named(shareLabel)}
            disabled={busy}
            onClick={() => onEdit({ type: 'change', id: view.id, change: { isShared: !view.isShared } })}
          >
            {shareLabel}
          </Button>
          {view.query !== null && (
            <Button
              size="small"
              aria-label={named(say('savedViews.duplicate'))}
              disabled={busy}
              onClick={() => onEdit({ type: 'add', view: { name: copyName, query: view.query ?? '' } })}
            >
              {say('savedViews.duplicate')}
            </Button>
          )}
          <Button
            size="small"
            aria-label={named(say('savedViews.rename'))}
            autoFocus={wasLeft}
            onClick={() => setMode('renaming')}
          >
            {say('savedViews.rename')}
          </Button>
          <Button size="small" aria-label={named(say('savedViews.delete'))} onClick={() => setMode('deleting')}>
            {say('savedViews.delete')}
          </Button>
        </>
      )}
    </Box>
  );
}

const ITEM_STYLE = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1,
  py: 1,
  borderTop: `1px solid ${colour('line')}`,
};

function Rename(props: { view: SavedView; onRename(name: string): void; onCancel(): void }) {
  const { view, onRename, onCancel } = props;
  const [name, setName] = useState(view.name);
  const rename = (event: FormEvent) => {
    event.preventDefault();
    onRename(name);
  };
  return (
    <Box component="form" onSubmit={rename} sx={{ display: 'flex', flex: 1, flexWrap: 'wrap', gap: 1 }}>
      <TextField
        autoFocus
        size="small"
        label={say('savedViews.newName')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          // Ends the renaming, and does not close the dialog.
          event.stopPropagation();
          onCancel();
        }}
        slotProps={{ htmlInput: { maxLength: MAX_VIEW_NAME } }}
        sx={{ flex: '1 1 160px' }}
      />
      <Button type="submit" size="small" variant="contained" disabled={name.trim() === ''}>
        {say('savedViews.saveName')}
      </Button>
      <Button size="small" onClick={onCancel}>
        {say('savedViews.cancel')}
      </Button>
    </Box>
  );
}
