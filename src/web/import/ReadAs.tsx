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
import { say } from '../../contract/texts/texts';
import { FIELD_STYLE } from './fieldStyle';

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
    <Stack spacing={1.5} component="section" aria-label={say('import.readAs')}>
      {recognised.map((file) => (
        <Typography key={file.file} variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {recognised.length > 1
            ? say('import.readAs.file', { file: file.file, how: describeRecognised(file) })
            : say('import.readAs.one', { how: describeRecognised(file) })}
        </Typography>
      ))}
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
        {choices.map(({ parameter, options, found }) => (
          <TextField
            key={parameter}
            select
            size="small"
            label={say(`import.readAs.${parameter}`)}
            value={String(dialect[parameter] ?? '')}
            onChange={({ target }) => choose(parameter, target.value)}
            sx={FIELD_STYLE}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          >
            <MenuItem value="">{nothingSaid(parameter, dialect[parameter] === undefined ? found : null)}</MenuItem>
            {options.map((option) => (
              <MenuItem key={option} value={option}>
                {wordOf(parameter, option)}
              </MenuItem>
            ))}
          </TextField>
        ))}
      </Stack>
    </Stack>
  );
}

interface Choice {
  parameter: Exclude<keyof Dialect, 'leaveOut'>;
  options: readonly string[];
  /** What holds while nothing is said; null where nothing does. */
  found: string | number | null | undefined;
}

const LINES = Array.from({ length: 21 }, (_, lines) => String(lines));
const WORDS = [...SEPARATORS, ...DECIMAL_MARKS, ...DATE_ORDERS, ...TIMES_OF_DAY, 'rejected'] as const;

/** A sheet can be called like one of our words. */
function wordOf(parameter: Choice['parameter'], value: string): string {
  const word = parameter === 'sheet' ? undefined : WORDS.find((each) => each === value);
  return word === undefined ? value : say(`import.word.${word}`);
}

/** What can be said of the files. */
function choicesOf({ recognised: [first], question, rejectGroups }: ImportPreview, dialect: Dialect): Choice[] {
  const isDateAlone = rejectGroups.some(({ what }) => what === NO_TIME_OF_DAY);
  const sheets = first?.sheets ?? [];
  const all: Choice[] = [
    { parameter: 'encoding', options: ENCODINGS, found: first?.encoding },
    { parameter: 'separator', options: SEPARATORS, found: first?.separator },
    { parameter: 'skipLines', options: LINES, found: first && headerOf(first) },
    { parameter: 'sheet', options: sheets, found: sheets.length > 1 ? first?.sheet : null },
    { parameter: 'dates', options: DATE_ORDERS, found: first?.dates },
    { parameter: 'decimal', options: DECIMAL_MARKS, found: first?.decimal },
    { parameter: 'timeOfDay', options: TIMES_OF_DAY, found: isDateAlone ? 'rejected' : null },
  ];
  const isSaid = (parameter: keyof Dialect) => dialect[parameter] !== undefined || question?.parameter === parameter;
  return all.filter(({ parameter, found }) => isSaid(parameter) || (found !== null && found !== undefined));
}

/** The choice of what is recognised. */
function nothingSaid(parameter: Choice['parameter'], found: Choice['found']): string {
  return found === null || found === undefined
    ? say('import.readAs.nothing')
    : say('import.readAs.recognised', { what: wordOf(parameter, String(found)) });
}

function headerOf({ headerLine, skippedLines }: Recognised): number | null {
  return headerLine === null ? null : skippedLines;
}
