import type { ColumnId } from '../../contract/columns/columns';
import { FILE_HEADERS } from '../../contract/columns/fileHeaders';
import type { ExportFormat } from '../../contract/query/requests';
import { recordOf } from '../../contract/recordOf';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import { useSettings } from '../settings/settingsStore';
import type { Action } from '../ui/ActionMenu';
import { inFile } from './inFile';
import { canDownload, describeOutcome, formatSize, OFFERED_FORMATS } from './preflight';
import type { ChosenFile } from './useFileChoice';

export interface FileCounts {
  /** Tickets; undefined until they are counted. */
  total: number | undefined;
  /** The columns that the grid shows, and how many exist for the viewer. */
  shown: readonly ColumnId[];
  visible: number;
}

/** The choices of a file: format, columns and csv dialect, with what each format will do and its estimated size. */
export function fileActions(profile: Profile, file: ChosenFile, counts: FileCounts, saveFigures: () => void): Action[] {
  return [
    ...OFFERED_FORMATS.map((format) => formatAction(profile, file, counts.total ?? 0, format)),
    ...columnActions(file, counts),
    ...(file.format === 'csv' ? dialectActions(file) : []),
    ...choices(headerWords(), file.headers, (headers) => file.choose({ headers })),
    ...(canDownload(profile, file.format, counts.total ?? 0)
      ? choices(deliveries(profile), file.delivery, (delivery) => file.choose({ delivery }))
      : []),
    {
      label: say('exports.figures'),
      note: say('exports.figures.note'),
      divided: true,
      run: saveFigures,
    },
    {
      label: say('schedules.menu'),
      note: say('schedules.menu.note'),
      run: () => useSettings.getState().setSchedulesOpen(true),
    },
  ];
}

function formatAction(profile: Profile, file: ChosenFile, total: number, format: ExportFormat): Action {
  const outcome = describeOutcome(profile, { ...file, format }, total);
  const size = formatSize(profile, format, file.columnIds, total);
  return {
    label: format,
    note: size === undefined ? outcome : say('exports.about', { outcome, size }),
    selected: file.format === format,
    run: () => file.choose({ format }),
  };
}

function columnActions(file: ChosenFile, { shown, visible }: FileCounts): Action[] {
  const labels = {
    all: say('exports.columns.all', { n: visible }),
    shown: say('exports.columns.shown', { n: shown.length }),
  };
  // The menu counts what the grid counts, and says what the file has beside it.
  const more = inFile(shown).length > shown.length ? say('exports.columns.shown.more') : '';
  return (['all', 'shown'] as const).map((columns) => ({
    label: labels[columns],
    note: say(`exports.columns.${columns}.note`) + (columns === 'shown' ? more : ''),
    selected: file.columns === columns,
    divided: columns === 'all',
    run: () => file.choose({ columns }),
  }));
}

function dialectWords() {
  return recordOf(['rfc4180', 'excel'], (dialect) => ({
    label: say(`exports.dialect.${dialect}`),
    note: say(`exports.dialect.${dialect}.note`),
  }));
}

function dialectActions(file: ChosenFile): Action[] {
  return choices(dialectWords(), file.csvDialect, (csvDialect) => file.choose({ csvDialect }));
}

function headerWords() {
  return recordOf(FILE_HEADERS, (headers) => ({
    label: say(`exports.headers.${headers}`),
    note: say(`exports.headers.${headers}.note`),
  }));
}

function deliveries({ email }: Profile) {
  return {
    download: { label: say('exports.delivery.download'), note: say('exports.delivery.download.note') },
    email: { label: say('exports.delivery.email'), note: email },
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
