import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type EnumColumnId, type Wording, wordingSchema } from '../../contract/columns/columnMapping';
import { columnOf, valueLabel } from '../../contract/columns/columns';
import type { FoundValues } from '../../contract/responses/importResponses';
import { say } from '../../contract/texts/texts';
import { FIELD_STYLE } from './fieldStyle';

interface Props {
  found: readonly FoundValues[];
  wording: Wording;
  onChange(wording: Wording): void;
}

/** What the files' words mean, where they are not ours: the proposed meaning of each, to be changed by one choice. */
export function ValueSelects({ found, wording, onChange }: Props) {
  const theirs = found.filter(({ values, others }) => others > 0 || values.some(({ from }) => from !== 'own'));
  if (theirs.length === 0) return null;
  const isEmpty = wording.unknownValues === 'empty';
  const choose = (column: EnumColumnId, word: string, meaning: string | null) => {
    const values = { ...wording.values, [column]: { ...wording.values?.[column], [word]: meaning } };
    onChange(wordingSchema.parse({ ...wording, values }));
  };
  return (
    <Stack spacing={1.5} component="section" aria-label={say('import.values')}>
      <Typography variant="h2" component="h3">
        {say('import.values')}
      </Typography>
      {theirs.map(({ column, values, others }) => (
        <Stack key={column} direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
          {values.map(({ value, count, meaning, from }) => (
            <MeaningSelect
              key={value}
              column={column}
              word={value}
              count={count}
              meaning={from === 'unknown' ? undefined : meaning}
              unknown={say(isEmpty ? 'import.values.unknownEmpty' : 'import.values.unknownRejected')}
              isSuggested={from === 'suggested'}
              onChange={(chosen) => choose(column, value, chosen)}
            />
          ))}
          {others > 0 && <Typography variant="body2">{say('import.values.more', { n: others })}</Typography>}
        </Stack>
      ))}
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            checked={isEmpty}
            onChange={({ target }) => onChange({ ...wording, unknownValues: target.checked ? 'empty' : 'reject' })}
            sx={{ mr: 1 }}
          />
        }
        label={say('import.values.becomeEmpty')}
        sx={{ mx: 0 }}
      />
    </Stack>
  );
}

interface SelectProps {
  column: EnumColumnId;
  word: string;
  /** How often it is in the files. */
  count: number;
  /** Null for no value, undefined for what is not known. */
  meaning: string | null | undefined;
  unknown: string;
  isSuggested: boolean;
  onChange(meaning: string | null): void;
}

/** A word that begins the names of several values: nothing but asking tells which. */
function askFor(labels: readonly string[], word: string): string | false {
  const meant = labels.filter((label) => label.toLowerCase().startsWith(word.toLowerCase()));
  return meant.length > 1 && say('import.values.choose', { values: meant.join(', ') });
}

const UNKNOWN = '?';

function MeaningSelect({ column, word, count, meaning, unknown, isSuggested, onChange }: SelectProps) {
  const facts = columnOf(column);
  const values = facts.kind === 'enum' ? facts.values : [];
  return (
    <TextField
      select
      size="small"
      label={say('import.values.column', { column: facts.label, word, n: count })}
      value={meaning === undefined ? UNKNOWN : (meaning ?? '')}
      onChange={({ target }) => onChange(target.value === '' ? null : target.value)}
      helperText={
        isSuggested
          ? say('import.suggested')
          : meaning === undefined &&
            askFor(
              values.map((value) => valueLabel(column, value)),
              word,
            )
      }
      sx={FIELD_STYLE}
      // The browser's own: there can be hundreds of them.
      slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
    >
      {meaning === undefined && <option value={UNKNOWN}>{unknown}</option>}
      {values.map((value) => (
        <option key={value} value={value}>
          {valueLabel(column, value)}
        </option>
      ))}
      <option value="">{say('import.values.empty')}</option>
    </TextField>
  );
}
