import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import {
  DATE_ORDERS,
  DECIMAL_MARKS,
  type Dialect,
  dialectSchema,
  ENCODINGS,
  NO_TIME_OF_DAY,
  type Recognised,
  SEPARATORS,
  TIMES_OF_DAY,
} from '../../contract/responses/fileDialect';
import type { ImportPreview } from '../../contract/responses/importResponses';
import { describeRecognised } from '../../contract/sentences/describeImport';

interface Props {
  preview: ImportPreview;
  /** What is said instead of what is recognised. */
  dialect: Dialect;
  onChange(dialect: Dialect): void;
}

/** How the files are read: what was recognised of each, and selects to say otherwise. */
export function ReadAs({ preview, dialect, onChange }: Props) {
  const { recognised } = preview;
  const choices = choicesOf(preview, dialect);
  if (recognised.length === 0 && choices.length === 0) return null;
  const choose = (parameter: keyof Dialect, value: string) => {
    const said = parameter === 'skipLines' ? Number(value) : value;
    onChange(dialectSchema.parse({ ...dialect, [parameter]: value === '' ? undefined : said }));
  };
  return (
    <Stack spacing={1.5} component="section" aria-label="How it is read">
      {recognised.map((file) => (
        <Typography key={file.file} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {recognised.length > 1 ? `${file.file} is read` : 'Read'} as {describeRecognised(file)}.
        </Typography>
      ))}
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
        {choices.map(({ parameter, label, options, found }) => (
          <TextField
            key={parameter}
            select
            size="small"
            label={label}
            value={String(dialect[parameter] ?? '')}
            onChange={({ target }) => choose(parameter, target.value)}
            sx={{ width: { xs: '100%', sm: 190 } }}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          >
            <MenuItem value="">{nothingSaid(dialect[parameter] === undefined ? found : null)}</MenuItem>
            {options.map((option) => (
              <MenuItem key={option} value={option}>
                {wordOf(option)}
              </MenuItem>
            ))}
          </TextField>
        ))}
      </Stack>
    </Stack>
  );
}

interface Choice {
  parameter: keyof Dialect;
  label: string;
  options: readonly string[];
  /** What holds while nothing is said; null where nothing does. */
  found: string | number | null | undefined;
}

const LINES = Array.from({ length: 21 }, (_, lines) => String(lines));
const WORDS: Readonly<Record<string, string>> = {
  dmy: 'day first',
  mdy: 'month first',
  start: 'begin of the day',
  end: 'end of the day',
};
const wordOf = (value: string) => WORDS[value] ?? value;

/** What can be said of the files. */
function choicesOf({ recognised: [first], question, rejectGroups }: ImportPreview, dialect: Dialect): Choice[] {
  const isDateAlone = rejectGroups.some(({ what }) => what === NO_TIME_OF_DAY);
  const sheets = first?.sheets ?? [];
  const all: Choice[] = [
    { parameter: 'encoding', label: 'Encoding', options: ENCODINGS, found: first?.encoding },
    { parameter: 'separator', label: 'Separator', options: SEPARATORS, found: first?.separator },
    { parameter: 'skipLines', label: 'Lines before the header', options: LINES, found: first && headerOf(first) },
    { parameter: 'sheet', label: 'Sheet', options: sheets, found: sheets.length > 1 ? first?.sheet : null },
    { parameter: 'dates', label: 'Dates', options: DATE_ORDERS, found: first?.dates },
    { parameter: 'decimal', label: 'Fraction behind', options: DECIMAL_MARKS, found: first?.decimal },
    { parameter: 'timeOfDay', label: 'Dates alone', options: TIMES_OF_DAY, found: isDateAlone ? 'rejected' : null },
  ];
  const isSaid = (parameter: keyof Dialect) => dialect[parameter] !== undefined || question?.parameter === parameter;
  return all.filter(({ parameter, found }) => isSaid(parameter) || (found !== null && found !== undefined));
}

/** The choice of what is recognised. */
function nothingSaid(found: Choice['found']): string {
  return found === null || found === undefined ? 'as recognised' : `${wordOf(String(found))} (recognised)`;
}

function headerOf({ headerLine, skippedLines }: Recognised): number | null {
  return headerLine === null ? null : skippedLines;
}
