import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ColumnMapping } from '../../contract/columnMapping';
import { type ColumnId, columnOf } from '../../contract/columns';
import type { Understood } from '../../contract/importAnswers';

interface Props {
  understood: Understood;
  mapping: ColumnMapping;
  onChange(mapping: ColumnMapping): void;
}

/** For each name in the file that no column has, which column it is to be. */
export function MappingSelects({ understood: { names, columns }, mapping, onChange }: Props) {
  const unknown = names.filter((name) => name !== '' && !columns.some((id) => id === name));
  if (unknown.length === 0) return null;
  const columnFor = (name: string) => columns.find((id) => mapping[id] === name);
  const choose = (name: string, chosen: string) => {
    const rest = Object.entries(mapping).filter(([id, theirs]) => theirs !== name && id !== chosen);
    onChange(Object.fromEntries(chosen === '' ? rest : [...rest, [chosen, name]]) as ColumnMapping);
  };
  return (
    <Stack spacing={1.5}>
      <Typography variant="h2" component="h3">
        Columns that are not known
      </Typography>
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
        {unknown.map((name) => (
          <TextField
            key={name}
            select
            size="small"
            label={name}
            value={columnFor(name) ?? ''}
            onChange={({ target }) => choose(name, target.value)}
            sx={{ width: { xs: '100%', sm: 190 } }}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          >
            <MenuItem value="">left out</MenuItem>
            {columns.map((id) => (
              <MenuItem key={id} value={id}>
                {labelOf(id)}
              </MenuItem>
            ))}
          </TextField>
        ))}
      </Stack>
    </Stack>
  );
}

function labelOf(id: ColumnId): string {
  const { label, required } = columnOf(id);
  return required === true ? `${label} (required)` : label;
}
