import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { isStoredColumn } from '../../contract/columns/columns';
import type { Dialect } from '../../contract/responses/fileDialect';
import type { ImportPreview } from '../../contract/responses/importResponses';
import { say } from '../../contract/texts/texts';

interface Props {
  preview: ImportPreview;
  dialect: Dialect;
  onChange(dialect: Dialect): void;
}

/** Columns in the files that the privacy level hides: they are stored all the same, unless they are left out for good. */
export function HiddenNames({ preview, dialect, onChange }: Props) {
  const hidden = hiddenNames(preview);
  const { leaveOut = [], ...others } = dialect;
  if (hidden.length === 0) return null;
  const toggle = (name: string, isOut: boolean) => {
    const names = leaveOut.filter((each) => each !== name);
    const left = isOut ? [...names, name] : names;
    onChange(left.length === 0 ? others : { ...others, leaveOut: left });
  };
  return (
    <Stack component="section" aria-label={say('import.hidden')}>
      <Typography>{say('import.hidden.stored', { names: hidden.join(', ') })}</Typography>
      {hidden.map((name) => (
        <FormControlLabel
          key={name}
          control={
            <Checkbox
              size="small"
              checked={leaveOut.includes(name)}
              onChange={({ target }) => toggle(name, target.checked)}
              sx={{ mr: 1 }}
            />
          }
          label={say('import.hidden.leaveOut', { name })}
          sx={{ mx: 0 }}
        />
      ))}
    </Stack>
  );
}

/** Names in the files that are columns which the viewer may not see. */
function hiddenNames({ names, columns }: Pick<ImportPreview, 'names' | 'columns'>): string[] {
  return names.filter((name) => isStoredColumn(name) && !columns.some((id) => id === name));
}
