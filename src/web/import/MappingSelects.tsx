import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { ColumnMapping } from '../../contract/columns/columnMapping';
import { columnOf, isStoredColumn, type StoredColumnId } from '../../contract/columns/columns';
import type { ImportPreview } from '../../contract/responses/importResponses';
import { say } from '../../contract/texts/texts';
import { FIELD_STYLE } from './fieldStyle';
import { mappingOf } from './mappingOf';

interface Props {
  preview: ImportPreview;
  mapping: ColumnMapping;
  /** By similar names. */
  suggested: ColumnMapping;
  onChange(mapping: ColumnMapping): void;
}

/** More names without a suggestion are folded: they would fill the screen of a phone. */
const UNFOLDED = 4;

/** Maps each name in the files that is no column's to a column; names without a suggestion can be folded. */
export function MappingSelects({ preview, mapping, suggested, onChange }: Props) {
  const { names, columns, problem } = preview;
  const unknown = names.filter((name) => name !== '' && !isStoredColumn(name));
  const columnIn = (of: ColumnMapping, name: string) => columns.find((id) => of[id] === name);
  const others = unknown.filter((name) => columnIn(suggested, name) === undefined);
  // A missing required column may be among them.
  const [unfolded, setUnfolded] = useState(problem !== null || others.length <= UNFOLDED);
  if (unknown.length === 0) return null;
  const choose = (name: string, chosen: string) => {
    const kept = (id: StoredColumnId) => (mapping[id] === name ? undefined : mapping[id]);
    onChange(mappingOf(columns, (id) => (id === chosen ? name : kept(id))));
  };
  const select = (name: string) => {
    const column = columnIn(mapping, name);
    const isSuggested = column !== undefined && column === columnIn(suggested, name);
    return (
      <TextField
        key={name}
        select
        size="small"
        label={name}
        value={column ?? ''}
        onChange={({ target }) => choose(name, target.value)}
        helperText={isSuggested && say('import.suggested')}
        sx={FIELD_STYLE}
        slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      >
        <MenuItem value="">{say('import.unknown.out')}</MenuItem>
        {columns.map((id) => (
          <MenuItem key={id} value={id}>
            {labelOf(id)}
          </MenuItem>
        ))}
      </TextField>
    );
  };
  const chosen = others.filter((name) => columnIn(mapping, name) !== undefined).length;
  return (
    <Stack spacing={1.5} component="section" aria-label={say('import.unknown')}>
      <Typography variant="h2" component="h3">
        {say('import.unknown')}
      </Typography>
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
        {unknown.filter((name) => unfolded || !others.includes(name)).map(select)}
      </Stack>
      {others.length > UNFOLDED && (
        <Button
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          sx={{ alignSelf: 'start', whiteSpace: 'normal', height: 'auto', minHeight: 30 }}
        >
          {say(unfolded ? 'import.unknown.fold' : 'import.unknown.show', { n: others.length })}
          {chosen > 0 ? say('import.unknown.chosen', { n: chosen }) : say('import.unknown.none')}
        </Button>
      )}
    </Stack>
  );
}

function labelOf(id: StoredColumnId): string {
  const { label, required } = columnOf(id);
  return required === true ? say('import.unknown.required', { column: label }) : label;
}
