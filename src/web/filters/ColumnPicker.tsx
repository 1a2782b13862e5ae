import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import { operandWords } from '../../contract/query/filterWords';
import { quoted } from '../../contract/words/textWords';
import { colour } from '../theme/colours';
import { useIsTouch } from './EditorSurface';
import { useInitialFocus } from './initialFocus';
import { type KeyMatch, searchKeys } from './keySearch';
import { OptionList, useOptionList } from './OptionList';

/** Type a column's name, or a word that it can hold; Enter takes the first. */
export function ColumnPicker({ visible, onPick }: { visible: readonly ColumnId[]; onPick(match: KeyMatch): void }) {
  const [typed, setTyped] = useState('');
  const input = useInitialFocus(!useIsTouch());
  const matches = searchKeys(typed, visible);
  const pick = (index: number) => {
    const match = matches[index];
    if (match !== undefined) onPick(match);
  };
  const { id, active, setActive, onKeyDown, comboboxProps } = useOptionList(matches.length, pick);
  return (
    <Stack spacing={1}>
      <TextField
        inputRef={input}
        label="Filter by"
        placeholder="Column, or a word: urgent, last month"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setActive(target.value.trim() === '' ? -1 : 0);
        }}
        onKeyDown={onKeyDown}
        slotProps={{ htmlInput: comboboxProps }}
      />
      <OptionList
        id={id}
        label="Columns"
        active={active}
        maxHeight={400}
        onPick={pick}
        options={matches.map((match) => ({
          key: `${match.key} ${wordsOf(match) ?? ''}`,
          content: <Match match={match} />,
          isChosen: false,
        }))}
      />
      {matches.length === 0 && (
        <Typography role="status" variant="body2" sx={{ color: colour('soft') }}>
          No column has this name
        </Typography>
      )}
    </Stack>
  );
}

function Match({ match }: { match: KeyMatch }) {
  const words = wordsOf(match);
  return (
    <>
      <Box component="span" sx={{ flexShrink: 0 }}>
        {match.label}
      </Box>
      {words !== undefined && (
        <Box component="span" sx={{ color: colour('accent') }}>
          {words}
        </Box>
      )}
    </>
  );
}

/** What was found besides the column. */
function wordsOf({ key, choice, range, id, contains }: KeyMatch): string | undefined {
  if (choice !== undefined) return operandWords(key, choice);
  if (range !== undefined) return range.label.toLowerCase();
  if (id !== undefined) return `is ${id}`;
  return contains === undefined ? undefined : `contains ${quoted(contains)}`;
}
