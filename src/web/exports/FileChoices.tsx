import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { formatCount } from '../../contract/format/format';
import type { ExportFormat } from '../../contract/query/requests';
import type { Profile } from '../../contract/responses/sessionResponses';
import { colour } from '../ui/colours';
import { MenuButton } from '../ui/MenuButton';
import { describeOutcome, formatSize, OFFERED_FORMATS, willDownload } from './preflight';
import type { ChosenFile } from './useFileChoice';

interface Props {
  profile: Profile;
  file: ChosenFile;
  total: number;
  /** How many columns the grid shows, and how many exist for the viewer. */
  shownCount: number;
  visibleCount: number;
}

/** Chooses the format, columns and csv dialect of exports, with what each format will do and its estimated size. */
export function FileChoices(props: Props) {
  const { profile, file, total } = props;
  return (
    <>
      <Box role="group" aria-label="File format" sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {OFFERED_FORMATS.map((format) => (
          <FormatChip key={format} {...props} format={format} />
        ))}
      </Box>
      <Box
        component="span"
        // On a phone the chip alone says "now".
        sx={{ display: { xs: willDownload(profile, file.format, total) ? 'none' : 'inline', sm: 'inline' } }}
      >
        {file.format} {describeOutcome(profile, file.format, total)}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        <ColumnsMenu {...props} />
        {file.format === 'csv' && <DialectMenu file={file} />}
      </Box>
    </>
  );
}

function FormatChip({ profile, file, total, format }: Props & { format: ExportFormat }) {
  const chosen = file.format === format;
  const size = formatSize(profile, format, file.columnIds, total);
  const about = size === undefined ? '' : `, about ${size}`;
  return (
    <Chip
      size="small"
      variant="outlined"
      clickable
      onClick={() => file.choose({ format })}
      aria-pressed={chosen}
      aria-label={`${format}: ${describeOutcome(profile, format, total)}${about}`}
      label={
        <>
          <strong>{format}</strong> {willDownload(profile, format, total) ? 'now' : 'by email'}
          {size !== undefined && (
            <Box component="span" sx={{ display: { xs: chosen ? 'inline' : 'none', sm: 'inline' } }}>
              {` · ~${size}`}
            </Box>
          )}
        </>
      }
      sx={
        chosen
          ? { color: colour('accent'), bgcolor: colour('accent-bg'), borderColor: colour('accent') }
          : { color: colour('soft') }
      }
    />
  );
}

function ColumnsMenu({ file, shownCount, visibleCount }: Props) {
  const labels = {
    all: `All ${formatCount(visibleCount)} columns`,
    shown: `${formatCount(shownCount)} ${shownCount === 1 ? 'column' : 'columns'}, as shown`,
  };
  const notes = { all: 'every column that you may see', shown: 'those of the table below, in their order' };
  return (
    <MenuButton
      variant="text"
      sx={CHOICE_STYLE}
      aria-label={`Columns of the file: ${labels[file.columns]}`}
      heading="Columns of the file"
      actions={(['all', 'shown'] as const).map((columns) => ({
        label: labels[columns],
        note: notes[columns],
        selected: file.columns === columns,
        run: () => file.choose({ columns }),
      }))}
    >
      {labels[file.columns]} ▾
    </MenuButton>
  );
}

const DIALECTS = {
  rfc4180: { label: 'Comma-separated', note: 'RFC 4180, for programs and for imports' },
  excel: { label: 'For Excel', note: 'semicolons and a byte order mark: opens with a double click' },
} as const;

function DialectMenu({ file }: { file: ChosenFile }) {
  return (
    <MenuButton
      variant="text"
      sx={CHOICE_STYLE}
      aria-label={`CSV format: ${DIALECTS[file.csvDialect].label}`}
      heading="CSV format"
      actions={(['rfc4180', 'excel'] as const).map((csvDialect) => ({
        ...DIALECTS[csvDialect],
        selected: file.csvDialect === csvDialect,
        run: () => file.choose({ csvDialect }),
      }))}
    >
      {DIALECTS[file.csvDialect].label} ▾
    </MenuButton>
  );
}

const CHOICE_STYLE = { height: 24, px: 0.75 };
