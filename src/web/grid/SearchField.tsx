import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { columnOf } from '../../contract/columns/columns';
import { ApiError } from '../../contract/errors';
import { MAX_SEARCH, MAX_SEARCH_WORDS, parseSearch, SEARCHED_COLUMNS } from '../../contract/query/search';
import { insideSentence, say } from '../../contract/texts/texts';

/** Words to look for in the tickets' texts; they apply with Enter, and when the field is left. */
export function SearchField({ search, onSearch }: { search: string; onSearch(search: string | undefined): void }) {
  const [draft, setDraft] = useState({ text: search, of: search });
  // The address moved on, by Back or a link: what was typed for another view is gone.
  const text = draft.of === search ? draft.text : search;
  const isTooLong = !isSearch(text);
  const apply = () => {
    const words = isTooLong ? undefined : wordsOf(text);
    if (isTooLong || (words ?? '') === search) return;
    onSearch(words);
  };
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <TextField
          size="small"
          type="search"
          value={text}
          placeholder={`${say('grid.search')} ↵`}
          error={isTooLong}
          helperText={isTooLong ? say('grid.search.words', { n: MAX_SEARCH_WORDS }) : undefined}
          onChange={({ target }) => setDraft({ text: target.value, of: search })}
          onBlur={apply}
          slotProps={{
            htmlInput: { 'aria-label': say('grid.search'), title: searchHelp(), maxLength: MAX_SEARCH },
          }}
          sx={{ width: { xs: 150, sm: 220 }, '& input': { py: '5px', fontSize: 13 } }}
        />
      </form>
    </search>
  );
}

function searchHelp(): string {
  const columns = SEARCHED_COLUMNS.map((id) => insideSentence(columnOf(id).label)).join(', ');
  return say('grid.search.in', { columns });
}

function wordsOf(text: string): string | undefined {
  return text.trim() === '' ? undefined : parseSearch(text);
}

function isSearch(text: string): boolean {
  try {
    wordsOf(text);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}
