import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import Stack from '@mui/material/Stack';
import { memo, useState } from 'react';
import { type ColumnId, columnOf } from '../../contract/columns/columns';
import { recordOf } from '../../contract/recordOf';
import { say } from '../../contract/texts/texts';
import { DENSITIES, useSettings } from '../settings/settingsStore';
import { Choice } from '../ui/Choice';
import { toggled } from '../ui/toggled';
import { moved, movedTo } from './columnChoice';

/** Which columns are shown, in which order. The choice is part of the link. */
export const ColumnsPanel = memo(function ColumnsPanel(props: {
  columns: readonly ColumnId[];
  visible: readonly ColumnId[];
  /** The link names columns; without it the usual ones are shown. */
  chosen: boolean;
  onChange(columns: ColumnId[] | undefined): void;
}) {
  const { columns, visible, chosen, onChange } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [dragged, setDragged] = useState<ColumnId | null>(null);
  const listed = [...columns, ...visible.filter((id) => !columns.includes(id))];
  return (
    <>
      <Button
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {say('grid.columnsOf', { n: columns.length })}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': say('grid.columns') } }}
      >
        <Stack direction="row" spacing={1} sx={{ p: 1.5, pb: 0.5 }}>
          <Button onClick={() => onChange([...visible])}>{say('grid.columns.all')}</Button>
          <Button disabled={!chosen} onClick={() => onChange(undefined)}>
            {say('grid.columns.usual')}
          </Button>
        </Stack>
        <Box sx={{ px: 1.5, pt: 1 }}>
          <DensityChoice />
        </Box>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 1.5, pt: 0.5, maxHeight: 420, overflow: 'auto' }}>
          {listed.map((id) => {
            const at = columns.indexOf(id);
            const label = columnOf(id).label;
            return (
              <Box
                component="li"
                key={id}
                draggable={at !== -1}
                onDragStart={() => setDragged(id)}
                onDragEnd={() => setDragged(null)}
                onDragOver={(event) => {
                  if (at !== -1) event.preventDefault();
                }}
                onDrop={() => {
                  if (dragged !== null) onChange(movedTo(columns, dragged, id));
                }}
                sx={{ display: 'flex', alignItems: 'center', minWidth: 280, cursor: at === -1 ? 'default' : 'grab' }}
              >
                <FormControlLabel
                  sx={{ flex: 1, mr: 1 }}
                  control={
                    <Checkbox
                      checked={at !== -1}
                      disabled={at !== -1 && columns.length === 1}
                      onChange={() => onChange(toggled(columns, id))}
                    />
                  }
                  label={label}
                />
                <IconButton
                  size="small"
                  aria-label={say('grid.columns.left', { column: label })}
                  disabled={at <= 0}
                  onClick={() => onChange(moved(columns, id, -1))}
                >
                  ↑
                </IconButton>
                <IconButton
                  size="small"
                  aria-label={say('grid.columns.right', { column: label })}
                  disabled={at === -1 || at === columns.length - 1}
                  onClick={() => onChange(moved(columns, id, 1))}
                >
                  ↓
                </IconButton>
              </Box>
            );
          })}
        </Box>
      </Popover>
    </>
  );
});

/** How close rows stand is the viewer's own setting, and no part of the link. */
function DensityChoice() {
  const { density, setDensity } = useSettings();
  return (
    <Choice
      label={say('grid.density')}
      options={DENSITIES}
      labels={recordOf(DENSITIES, (each) => say(`grid.density.${each}`))}
      value={density}
      onChange={setDensity}
    />
  );
}
