import Box from '@mui/material/Box';
import { Suspense, useCallback, useMemo } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import type { Principal } from '../../contract/privacy';
import type { Filter } from '../../contract/query/filters';
import { formatReportUrl } from '../../contract/query/reportUrl';
import { say } from '../../contract/texts/texts';
import type { Session } from '../api/session';
import { ExportButton } from '../exports/ExportButton';
import { describeOutcome, willDownload } from '../exports/preflight';
import type { useExport } from '../exports/useExport';
import { useFileChoice } from '../exports/useFileChoice';
import { FilterBar } from '../filters/FilterBar';
import { SearchChip } from '../filters/SearchChip';
import { FirstSync } from '../freshness/FirstSync';
import { FailureNotice } from '../ui/FailureNotice';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { Notice } from '../ui/Notice';
import { ONE_LINE_ON_PHONES } from '../ui/oneLine';
import { RegionBoundary } from '../ui/RegionBoundary';
import { gridColumns } from '../url/gridColumns';
import { describeOldPeriod } from '../url/openingPeriod';
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
  run: ReturnType<typeof useExport>;
}

/** Filters, figures, charts and rows of one view and one moment. */
export function ReportContent(props: Props) {
  const { session, address, principal, visible, asOf, run } = props;
  const { profile } = session;
  const { view, change, goTo } = address;
  const { columns: chosen } = view.query;
  const columns = useMemo(() => gridColumns(chosen, visible, view.clock), [chosen, visible, view.clock]);
  const data = useReportData(view, asOf, columns);
  const file = useFileChoice(profile, view, columns, visible);
  const loadValues = useMemo(() => loadValuesOf(view, asOf), [view, asOf]);
  const exports = profile.permissions.includes('exportData');
  const { total, problem } = data;
  const { filters, search } = view.query;
  const oldPeriod = describeOldPeriod(filters, profile, asOf);
  const isFixed = view.query.asOf !== undefined;
  const setFilters = useCallback((chosen: Filter[]) => change({ type: 'filters', filters: chosen }), [change]);
  // Rows and figures arrive one after the other, and these depend on neither.
  const filterBar = useMemo(
    () => (
      <FilterBar
        filters={filters}
        visible={visible}
        me={profile.email}
        asOf={asOf}
        isFixed={isFixed}
        onChange={setFilters}
        loadValues={loadValues}
      />
    ),
    [filters, visible, profile.email, asOf, isFixed, setFilters, loadValues],
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
            counts={{ total, shown: columns, visible: visible.length }}
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
        {oldPeriod !== undefined && <span>{oldPeriod}</span>}
      </Preflight>
      <RegionBoundary>
        <Body {...props} data={data} columns={columns} />
      </RegionBoundary>
    </>
  );
}

const BAR_STYLE = {
  display: 'flex',
  ...ONE_LINE_ON_PHONES,
  alignItems: 'flex-start',
  gap: 1,
  pt: { xs: 1.25, sm: 1.5 },
  pb: { xs: 0.75, sm: 0.5 },
};
/** Chips wrap beside the actions, which stay together at the right; on a phone all stand in the line that scrolls. */
const CHIPS_STYLE = {
  flex: { xs: 'none', sm: '1 1 300px' },
  minWidth: 0,
  display: 'flex',
  flexWrap: { xs: 'nowrap', sm: 'wrap' },
  alignItems: 'center',
  gap: 1,
};
const ACTIONS_STYLE = { display: 'flex', flex: 'none', gap: 1, ml: { xs: 0, sm: 'auto' } };

/** Figures and rows, or the reason why there are none. */
function Body(props: Props & { data: ReportData; columns: readonly ColumnId[] }) {
  const { data, columns, visible, asOf } = props;
  const { view, change } = props.address;
  const { preview, report, kept, errors, total } = data;
  const { sync, timeZone, targetRate, ticketUrl, workingHours } = props.session.profile;
  const figures = (
    <RegionBoundary>
      <Figures
        report={report}
        kept={kept}
        error={errors.report}
        view={view}
        change={change}
        visible={visible}
        timeZone={timeZone}
        targetRate={targetRate ?? null}
        workingHours={workingHours ?? null}
      />
    </RegionBoundary>
  );
  if (errors.preview !== null && errors.report !== null) {
    const retry = () => {
      void report.refetch();
      void preview.refetch();
    };
    return (
      <>
        <FailureNotice error={errors.report} isBrief={kept !== undefined} retry={retry} />
        {kept !== undefined && figures}
      </>
    );
  }
  if (total === 0 && sync !== null && sync.syncedAt === null) {
    return <FirstSync sync={sync} asOf={asOf} refresh={props.session.refresh} />;
  }
  if (total === 0) return <NoTickets view={view} asOf={asOf} change={change} />;
  return (
    <>
      {figures}
      <RegionBoundary>
        <Suspense fallback={<Notice title={say('page.loadingTickets')} />}>
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
