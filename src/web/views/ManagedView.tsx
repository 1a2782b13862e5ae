import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { MAX_VIEW_NAME, type SavedView } from '../../contract/responses/savedViews';
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
  const shareLabel = view.isShared ? 'Stop sharing' : 'Share';
  const defaultLabel = view.isDefault ? 'Unset default' : 'Make default';
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
          {view.isDefault && <span style={{ color: colour('soft') }}> · default</span>}
          {view.isShared && <span style={{ color: colour('soft') }}> · shared</span>}
          {view.problem !== null && <div style={{ color: colour('soft') }}>{problemNote(view.problem)}</div>}
        </Box>
      )}
      {mode === 'deleting' && (
        <>
          <Button autoFocus size="small" onClick={back}>
            Keep
          </Button>
          <Button
            size="small"
            color="error"
            variant="contained"
            aria-label={`Delete for good: ${view.name}`}
            disabled={busy}
            onClick={() => onEdit({ type: 'remove', id: view.id })}
          >
            Delete for good
          </Button>
        </>
      )}
      {mode === 'shown' && (
        <>
          <Button
            size="small"
            aria-label={`${defaultLabel}: ${view.name}`}
            disabled={busy}
            onClick={() => onEdit({ type: 'change', id: view.id, change: { isDefault: !view.isDefault } })}
          >
            {defaultLabel}
          </Button>
          <Button
            size="small"
            aria-label={`${shareLabel}: ${view.name}`}
            disabled={busy}
            onClick={() => onEdit({ type: 'change', id: view.id, change: { isShared: !view.isShared } })}
          >
            {shareLabel}
          </Button>
          {view.query !== null && (
            <Button
              size="small"
              aria-label={`Duplicate: ${view.name}`}
              disabled={busy}
              onClick={() => onEdit({ type: 'add', view: { name: copyName, query: view.query ?? '' } })}
            >
              Duplicate
            </Button>
          )}
          <Button
            size="small"
            aria-label={`Rename: ${view.name}`}
            autoFocus={wasLeft}
            onClick={() => setMode('renaming')}
          >
            Rename
          </Button>
          <Button size="small" aria-label={`Delete: ${view.name}`} onClick={() => setMode('deleting')}>
            Delete
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
        label="New name"
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
        Save name
      </Button>
      <Button size="small" onClick={onCancel}>
        Cancel
      </Button>
    </Box>
  );
}
