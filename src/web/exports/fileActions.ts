import { formatCount } from '../../contract/format/numbers';
import type { ExportFormat } from '../../contract/query/requests';
import type { Profile } from '../../contract/responses/sessionResponses';
import type { Action } from '../ui/ActionMenu';
import { canDownload, describeOutcome, formatSize, OFFERED_FORMATS } from './preflight';
import type { ChosenFile } from './useFileChoice';

export interface FileCounts {
  /** Tickets; undefined until they are counted. */
  total: number | undefined;
  /** How many columns the grid shows, and how many exist for the viewer. */
  shown: number;
  visible: number;
}

/** The choices of a file: format, columns and csv dialect, with what each format will do and its estimated size. */
export function fileActions(profile: Profile, file: ChosenFile, counts: FileCounts, saveFigures: () => void): Action[] {
  return [
    ...OFFERED_FORMATS.map((format) => formatAction(profile, file, counts.total ?? 0, format)),
    ...columnActions(file, counts),
    ...(file.format === 'csv' ? dialectActions(file) : []),
    ...choices(HEADERS, file.headers, (headers) => file.choose({ headers })),
    ...(canDownload(profile, file.format, counts.total ?? 0)
      ? choices(deliveries(profile), file.delivery, (delivery) => file.choose({ delivery }))
      : []),
    {
      label: 'Figures of this report',
      note: 'xlsx: a sheet for every tile and chart',
      divided: true,
      run: saveFigures,
    },
  ];
}

function formatAction(profile: Profile, file: ChosenFile, total: number, format: ExportFormat): Action {
  const size = formatSize(profile, format, file.columnIds, total);
  return {
    label: format,
    note: `${describeOutcome(profile, { ...file, format }, total)}${size === undefined ? '' : `, about ${size}`}`,
    selected: file.format === format,
    run: () => file.choose({ format }),
  };
}

function columnActions(file: ChosenFile, { shown, visible }: FileCounts): Action[] {
  const labels = {
    all: `All ${formatCount(visible)} columns`,
    shown: `${formatCount(shown)} ${shown === 1 ? 'column' : 'columns'}, as shown`,
  };
  const notes = { all: 'every column that you may see', shown: 'those of the table below, in their order' };
  return (['all', 'shown'] as const).map((columns) => ({
    label: labels[columns],
    note: notes[columns],
    selected: file.columns === columns,
    divided: columns === 'all',
    run: () => file.choose({ columns }),
  }));
}

const DIALECTS = {
  rfc4180: { label: 'Comma-separated', note: 'RFC 4180, for programs and for imports' },
  excel: { label: 'For Excel', note: 'semicolons and a byte order mark: opens with a double click' },
} as const;

function dialectActions(file: ChosenFile): Action[] {
  return choices(DIALECTS, file.csvDialect, (csvDialect) => file.choose({ csvDialect }));
}

const HEADERS = {
  names: { label: 'Columns by their names', note: 'secondsToClose, in seconds' },
  labels: { label: 'Columns as on screen', note: 'Time to close; in xlsx as 26:15:00' },
} as const;

function deliveries({ email }: Profile) {
  return {
    download: { label: 'Download', note: 'in this browser' },
    email: { label: 'Email it to me', note: email },
  } as const;
}

/** One of a few, with a line above the first. */
function choices<Name extends string>(
  words: Readonly<Record<Name, { label: string; note: string }>>,
  chosen: Name,
  choose: (name: Name) => void,
): Action[] {
  const names = Object.keys(words).filter((name): name is Name => Object.hasOwn(words, name));
  return names.map((name, index) => ({
    ...words[name],
    selected: chosen === name,
    divided: index === 0,
    run: () => choose(name),
  }));
}
