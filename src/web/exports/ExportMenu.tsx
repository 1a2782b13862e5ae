import type { Profile } from '../../contract/answers';
import { formatCount } from '../../contract/format';
import type { ReportView } from '../../contract/reportUrl';
import { MenuButton } from '../app/MenuButton';
import { exportParameters } from '../report/requestParameters';
import { OFFERED_FORMATS, willDownload } from './preflight';
import type { useExport } from './useExport';

/** Downloads, or queues, what the page shows, with the columns that the link names, else all of them. */
export function ExportMenu(props: {
  profile: Profile;
  view: ReportView;
  asOf: string;
  total: number | undefined;
  run: ReturnType<typeof useExport>;
  /** How many columns exist for the viewer. */
  visibleCount: number;
}) {
  const { profile, view, asOf, total = 0, run, visibleCount } = props;
  const { columns } = view.query;
  const what = columns === undefined ? `all ${visibleCount} columns` : `${columns.length} columns, as shown`;
  return (
    <MenuButton
      variant="contained"
      disabled={run.isPending || props.total === undefined}
      heading={`${formatCount(total)} ${total === 1 ? 'ticket' : 'tickets'}, ${what}`}
      actions={OFFERED_FORMATS.map((format) => ({
        label: format,
        note: willDownload(profile, format, total) ? 'downloads now' : 'will be emailed to you',
        run: () => run.start(exportParameters(view, asOf, format)),
      }))}
    >
      {run.isPending ? 'Preparing …' : 'Export'}
    </MenuButton>
  );
}
