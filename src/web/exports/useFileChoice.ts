import type { ColumnId } from '../../contract/columns/columns';
import type { ReportView } from '../../contract/query/reportUrl';
import type { Profile } from '../../contract/responses/sessionResponses';
import { type FileChoice, useSettings } from '../settings/settingsStore';
import { inFile } from './inFile';

/** Format, columns, headers, dialect and delivery of a file: as the viewer chose, else as the deployment and the link suggest. */
export interface ChosenFile extends Required<FileChoice> {
  /** In the order of the file. */
  columnIds: readonly ColumnId[];
  choose(choice: FileChoice): void;
}

/** @param shown the grid's columns. @param visible every column that exists for the viewer. */
export function useFileChoice(
  profile: Profile,
  view: ReportView,
  shown: readonly ColumnId[],
  visible: readonly ColumnId[],
): ChosenFile {
  const own = useSettings(({ fileChoices }) => fileChoices[profile.id]);
  const choose = useSettings(({ chooseFile }) => chooseFile);
  // A link with columns suggests a file with these columns.
  const columns = own?.columns ?? (view.query.columns === undefined ? 'all' : 'shown');
  const format = own?.format ?? profile.defaultFormat;
  return {
    format,
    csvDialect: own?.csvDialect ?? 'rfc4180',
    columns,
    columnIds: columns === 'all' ? visible : inFile(shown),
    // Whoever opens a workbook reads it; other files are read by programs.
    headers: own?.headers ?? (format === 'xlsx' ? 'labels' : 'names'),
    delivery: own?.delivery ?? 'download',
    choose: (choice) => choose(profile.id, choice),
  };
}
