import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Fragment } from 'react';
import { say } from '../../contract/texts/texts';
import { colour } from './colours';

export interface Action {
  /** Set where labels come from users, and so may not be unique. */
  id?: string;
  label: string;
  /** In smaller print. */
  note?: string;
  /** Set for one of several choices. */
  selected?: boolean;
  disabled?: boolean;
  /** With a line above. */
  divided?: boolean;
  run(): void;
}

/** A menu of actions, loaded by LazyMenu. */
export function ActionMenu(props: {
  anchor: HTMLElement;
  heading: string | undefined;
  actions: readonly Action[];
  onClose(): void;
}) {
  const { anchor, heading, actions, onClose } = props;
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      // The menu is outside of the page's landmarks, and every content must be in one.
      slotProps={{ root: { role: 'region', 'aria-label': say('shell.menu') } }}
    >
      {heading !== undefined && (
        <ListSubheader role="presentation" sx={{ lineHeight: '28px', bgcolor: 'transparent' }}>
          {heading}
        </ListSubheader>
      )}
      {actions.map(({ id, label, note, selected, disabled = false, divided, run }) => (
        <Fragment key={id ?? label}>
          {divided === true && <Divider component="li" />}
          <MenuItem
            // Names and notes can be longer than a phone is wide.
            sx={{ whiteSpace: 'normal', overflowWrap: 'anywhere' }}
            selected={selected ?? false}
            disabled={disabled}
            {...(selected === undefined ? {} : { role: 'menuitemradio', 'aria-checked': selected })}
            onClick={() => {
              onClose();
              run();
            }}
          >
            <span>
              {label}
              {note !== undefined && <small style={NOTE_STYLE}>{note}</small>}
            </span>
          </MenuItem>
        </Fragment>
      ))}
    </Menu>
  );
}

const NOTE_STYLE = { display: 'block', color: colour('soft') };
