import Button from '@mui/material/Button';
import type { ReportView } from '../../contract/query/reportUrl';
import { exportParameters } from '../report/requestParameters';
import type { useExport } from './useExport';
import type { ChosenFile } from './useFileChoice';

/** Downloads, or queues, the file that the line below describes. */
export function ExportButton(props: {
  view: ReportView;
  asOf: string;
  file: ChosenFile;
  total: number | undefined;
  run: ReturnType<typeof useExport>;
}) {
  const { view, asOf, file, total, run } = props;
  const { format, csvDialect } = file;
  const columns = file.columns === 'all' ? undefined : file.columnIds;
  return (
    <Button
      variant="contained"
      disabled={run.isPending || total === undefined}
      onClick={() => run.start(exportParameters(view, asOf, { format, columns, csvDialect }))}
    >
      {run.isPending ? 'Preparing …' : `Export ${format}`}
    </Button>
  );
}
