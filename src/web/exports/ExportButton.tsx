import Button from '@mui/material/Button';
import type { ReportView } from '../../contract/query/reportUrl';
import { exportRequest } from '../url/requestParameters';
import type { useExport } from './useExport';
import type { ChosenFile } from './useFileChoice';

/** Downloads or queues the chosen file. */
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
      disabled={total === undefined}
      // A disabled button would lose the focus; `start` ignores clicks meanwhile.
      aria-disabled={run.isPending}
      sx={run.isPending ? { opacity: 0.6 } : {}}
      onClick={() => run.start(exportRequest(view, asOf, { format, columns, csvDialect }))}
    >
      {run.isPending ? 'Preparing …' : `Export ${format}`}
    </Button>
  );
}
