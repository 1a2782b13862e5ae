import Box from '@mui/material/Box';
import { Suspense, useCallback, useMemo } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import type { Principal } from '../../contract/privacy';
import type { Filter } from '../../contract/query/filters';
import { formatReportUrl } from '../../contract/query/reportUrl';
import type { Session } from '../api/session';
import { DeliveryBanner } from '../exports/DeliveryBanner';
import { ExportButton } from '../exports/ExportButton';
import { ExportMessageBanner } from '../exports/ExportMessageBanner';
import { ExportNoticeBanner } from '../exports/ExportNoticeBanner';
import { inFile } from '../exports/inFile';
import { describeOutcome, willDownload } from '../exports/preflight';
import { useExport } from '../exports/useExport';
import { useFileChoice } from '../exports/useFileChoice';
import { FilterBar } from '../filters/FilterBar';
import { SearchChip } from '../filters/SearchChip';
import { FirstSync } from '../freshness/FirstSync';
import { FailureNotice } from '../ui/FailureNotice';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { Notice } from '../ui/Notice';
import { RegionBoundary } from '../ui/RegionBoundary';
import { gridColumns } from '../url/gridColumns';
import type { ReportAddress } from '../url/useReportView';
import { ViewsButton } from '../views/ViewsButton';
import { BadLink } from './BadLink';
import { CopyLink } from './CopyLink';
import { Figures } from './Figures';
import { loadValuesOf } from './loadValuesOf';
import { NoTickets } from './NoTickets';
import { Preflight } from './Preflight';
import { type ReportData, useReportData } from './useReportData';

const TicketGrid = lazyWithPreload(() => import('../grid/TicketGrid').then((module) => module.TicketGrid));

interface Props {
  session: Session;
  address: Extract<ReportAddress, { view: unknown }>;
  principal: Principal;
  visible: readonly ColumnId[];
  asOf: string;
}

/** Filters, figures, charts and rows of one view and one moment. */
export function ReportContent(props: Props) {
  const { session, address, principal, visible, asOf } = props;
  const { profile } = session;
  const { view, change, goTo } = address;
  const { columns: chosen } = view.query;
  const columns = useMemo(() => gridColumns(chosen, visible), [chosen, visible]);
  const data = useReportData(view, asOf, columns);
  const run = useExport(profile.email);
  const file = useFileChoice(profile, view, columns, visible);
  const loadValues = useMemo(() => loadValuesOf(view, asOf), [view, asOf]);
  const exports = profile.permissions.includes('exportData');
  const { total, problem } = data;
  const { filters, search } = view.query;
  const isFixed = view.query.asOf !== undefined;
  const setFilters = useCallback((chosen: Filter[]) => change({ type: 'filters', filters: chosen }), [change]);
  // Rows and figures arrive one after the other, and these depend on neither.
  const filterBar = useMemo(
    () => (
      <FilterBar
        filters={filters}
        visible={visible}
        asOf={asOf}
        isFixed={isFixed}
        onChange={setFilters}
        loadValues={loadValues}
      />
    ),
    [filters, visible, asOf, isFixed, setFilters, loadValues],
  );
  const viewActions = useMemo(
    () => (
      <>
        <ViewsButton view={view} principal={principal} goTo={goTo} />
        <CopyLink view={view} asOf={asOf} />
      </>
    ),
    [view, principal, goTo, asOf],
  );
  if (problem !== null) {
    return <BadLink problem={problem} search={formatReportUrl(view)} principal={principal} goTo={goTo} />;
  }
  return (
    <>
      <Box sx={BAR_STYLE}>
        <Box sx={CHIPS_STYLE}>
          {search !== undefined && (
            <SearchChip search={search} onRemove={() => change({ type: 'search', search: undefined })} />
          )}
          {filterBar}
        </Box>
        <Box sx={ACTIONS_STYLE}>
          {viewActions}
          <ExportButton
            view={view}
            asOf={asOf}
            profile={profile}
            file={file}
            counts={{ total, shown: inFile(columns).length, visible: visible.length }}
            run={run}
          />
        </Box>
      </Box>
      <Preflight total={total} failed={data.errors.preview !== null && data.errors.report !== null}>
        {exports && total !== undefined && !willDownload(profile, file, total) && (
          <span>
            {file.format} {describeOutcome(profile, file, total)}
          </span>
        )}
      </Preflight>
      {exports && <ExportMessageBanner message={run.message} onClose={run.dismiss} />}
      {exports && <ExportNoticeBanner email={profile.email} />}
      {exports && <DeliveryBanner profile={profile} />}
      <RegionBoundary>
        <Body {...props} data={data} columns={columns} />
      </RegionBoundary>
    </>
  );
}

const BAR_STYLE = { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 1, pt: 1.75, pb: 1 };
/** Chips wrap beside the actions, which stay together at the right; on a phone above them. */
const CHIPS_STYLE = {
  flex: { xs: '1 1 auto', sm: '1 1 300px' },
  minWidth: 0,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 1,
};
const ACTIONS_STYLE = { display: 'flex', gap: 1, ml: 'auto' };

/** Figures and rows, or the reason why there are none. */
function Body(props: Props & { data: ReportData; columns: readonly ColumnId[] }) {
  const { data, columns, visible, asOf } = props;
  const { view, change } = props.address;
  const { preview, report, errors, total } = data;
  if (errors.preview !== null && errors.report !== null) {
    const retry = () => {
      void report.refetch();
      void preview.refetch();
    };
    return <FailureNotice error={errors.report} retry={retry} />;
  }
  const { sync, timeZone, ticketUrl } = props.session.profile;
  if (total === 0 && sync !== null && sync.syncedAt === null) {
    return <FirstSync sync={sync} asOf={asOf} refresh={props.session.refresh} />;
  }
  if (total === 0) return <NoTickets view={view} asOf={asOf} change={change} />;
  return (
    <>
      <RegionBoundary>
        <Figures
          report={report}
          error={errors.report}
          view={view}
          change={change}
          visible={visible}
          timeZone={timeZone}
        />
      </RegionBoundary>
      <RegionBoundary>
        <Suspense fallback={<Notice title="Loading tickets …" />}>
          <TicketGrid
            preview={preview}
            error={errors.preview}
            view={view}
            change={change}
            columns={columns}
            visible={visible}
            asOf={asOf}
            ticketUrl={ticketUrl ?? null}
          />
        </Suspense>
      </RegionBoundary>
    </>
  );
}
