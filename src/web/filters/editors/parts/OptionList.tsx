import Box from '@mui/material/Box';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { colour } from '../../../ui/colours';

/**
 * A list under a text field, walked with the arrow keys while the focus stays in the field (the combobox
 * pattern with a list that is always open).
 * @param start the line that is marked until another one is; -1 for none.
 */
export function useOptionList(count: number, onPick: (index: number) => void, start = -1) {
  const id = useId();
  const [wanted, setActive] = useState<number | null>(null);
  const active = Math.min(wanted ?? start, count - 1);
  const move = (event: KeyboardEvent, next: number) => {
    event.preventDefault();
    if (count > 0) setActive((next + count) % count);
  };
  /** Says whether the key was the list's. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    // The letters of an unfinished composition are no text yet.
    if (event.nativeEvent.isComposing) return true;
    switch (event.key) {
      case 'ArrowDown':
        move(event, active + 1);
        return true;
      case 'ArrowUp':
        move(event, active <= 0 ? count - 1 : active - 1);
        return true;
      case 'Enter':
        if (active < 0 || event.ctrlKey || event.metaKey) return false;
        event.preventDefault();
        onPick(active);
        return true;
      default:
        return false;
    }
  };
  const comboboxProps = {
    role: 'combobox',
    'aria-expanded': true,
    'aria-controls': id,
    'aria-autocomplete': 'list' as const,
    'aria-activedescendant': active < 0 ? undefined : optionId(id, active),
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
  };
  return { id, active, setActive, onKeyDown, comboboxProps };
}

function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

interface Option {
  key: string;
  content: ReactNode;
  isChosen: boolean;
}

export function OptionList(props: {
  id: string;
  label: string;
  options: readonly Option[];
  active: number;
  isMultiple?: boolean;
  maxHeight: number;
  onPick(index: number): void;
}) {
  const { id, label, options, active, isMultiple = false, maxHeight, onPick } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active >= 0) list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <Box
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      aria-multiselectable={isMultiple}
      sx={{ maxHeight, overflowY: 'auto', mx: -1, overscrollBehavior: 'contain' }}
    >
      {options.map(({ key, content, isChosen }, index) => (
        <Box
          key={key}
          id={optionId(id, index)}
          role="option"
          aria-selected={isChosen}
          data-active={index === active || undefined}
          // The field must not lose the focus to the list.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(index)}
          sx={OPTION}
        >
          {content}
        </Box>
      ))}
    </Box>
  );
}

const OPTION = {
  display: 'flex',
  alignItems: 'center',
  gap: 1,
  px: 1,
  minHeight: { xs: 40, sm: 30 },
  fontSize: 13,
  borderRadius: 1,
  cursor: 'pointer',
  overflowWrap: 'anywhere',
  '&:hover': { bgcolor: colour('bg') },
  '&[data-active]': { bgcolor: colour('accent-bg') },
};
