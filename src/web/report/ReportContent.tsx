import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback } from 'react';
import type { Profile } from '../../contract/answers';
import { type ColumnId, columnOf } from '../../contract/columns';
import type { Filter } from '../../contract/filters';
import { encodeQueryString } from '../../contract/queryString';
import type { ReportView } from '../../contract/reportUrl';
import { getPreview, getReport, getValues } from '../api/client';
import { FailureNotice } from '../app/FailureNotice';
import { Notice } from '../app/Notice';
import { RegionBoundary } from '../app/RegionBoundary';
import { DeliveryStrip } from '../exports/DeliveryStrip';
import { ExportMenu } from '../exports/ExportMenu';
import { FilterBar } from '../filters/FilterBar';
import type { LoadValues } from '../filters/loadValues';
import { gridColumns } from '../grid/gridColumns';
import { CopyLink } from './CopyLink';
import { Preflight } from './Preflight';
import type { ReportChange } from './reportReducer';
import { previewParameters, reportParameters, valuesParameters } from './requestParameters';

// The two large libraries load beside the first paint, not before it.
const ReportCharts = lazy(() => import('../charts/ReportCharts').then((module) => ({ default: module.ReportCharts })));
const Tiles = lazy(() => import('../charts/Tiles').then((module) => ({ default: module.Tiles })));
const TicketGrid = lazy(() => import('../grid/TicketGrid').then((module) => ({ default: module.TicketGrid })));

const GROUPABLE_KINDS = ['enum', 'text'];
const NOT_GROUPABLE: readonly ColumnId[] = ['allTags', 'rawData'];

interface Props {
  profile: Profile;
  view: ReportView;
  change(change: ReportChange): void;
  visible: readonly ColumnId[];
  asOf: string;
}

/** The report itself: filters, figures, charts, rows; all of one view and one moment. */
export function ReportContent({ profile, view, change, visible, asOf }: Props) {
  const columns = gridColumns(view.query.columns, visible);
  const rowsAsked = previewParameters(view, asOf, columns);
  const preview = useQuery({
    queryKey: ['preview', encodeQueryString(rowsAsked)],
    queryFn: ({ signal }) => getPreview(rowsAsked, signal),
    placeholderData: keepPreviousData,
  });
  const reportAsked = reportParameters(view, asOf);
  const report = useQuery({
    queryKey: ['report', encodeQueryString(reportAsked)],
    queryFn: ({ signal }) => getReport(reportAsked, signal),
    placeholderData: keepPreviousData,
  });
  const setFilters = useCallback((filters: Filter[]) => change({ type: 'filters', filters }), [change]);
  const loadValues: LoadValues = useCallback(
    ({ signal, ...request }) => getValues(valuesParameters(request, view, asOf), signal),
    [view, asOf],
  );
  const total = preview.isPlaceholderData ? undefined : preview.data?.total;

  return (
    <Box component="main" sx={{ px: { xs: 1.5, md: 3 }, pb: 3 }}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center', pt: 1.75, pb: 1 }}>
        <FilterBar
          filters={view.query.filters}
          visible={visible}
          asOf={asOf}
          onChange={setFilters}
          loadValues={loadValues}
        />
        <Box sx={{ flex: 1 }} />
        <CopyLink view={view} asOf={asOf} />
        {profile.permissions.includes('exportData') && (
          <ExportMenu profile={profile} view={view} asOf={asOf} total={total} />
        )}
      </Stack>
      <Preflight profile={profile} total={total} failed={preview.isError} />
      {profile.permissions.includes('exportData') && <DeliveryStrip />}
      <RegionBoundary>
        <Figures
          profile={profile}
          view={view}
          change={change}
          visible={visible}
          report={report}
          setFilters={setFilters}
        />
      </RegionBoundary>
      <RegionBoundary>
        <Suspense fallback={<Notice title="Loading tickets …" />}>
          <TicketGrid preview={preview} view={view} change={change} columns={columns} visible={visible} asOf={asOf} />
        </Suspense>
      </RegionBoundary>
    </Box>
  );
}

function Figures(props: {
  profile: Profile;
  view: ReportView;
  change: Props['change'];
  visible: readonly ColumnId[];
  report: ReturnType<typeof useQuery<Awaited<ReturnType<typeof getReport>>>>;
  setFilters(filters: Filter[]): void;
}) {
  const { view, change, visible, report, setFilters } = props;
  const { data, error, isPlaceholderData, refetch } = report;
  if (error !== null) return <FailureNotice error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Notice title="Counting tickets …" />;
  const { filters } = view.query;
  const onBaseChange = (sla: ReportView['sla']) => change({ type: 'sla', sla });
  const groupable = visible.filter((id) => GROUPABLE_KINDS.includes(columnOf(id).kind) && !NOT_GROUPABLE.includes(id));
  return (
    <Box aria-busy={isPlaceholderData} sx={{ mb: 1.5, opacity: isPlaceholderData ? 0.55 : 1 }}>
      <Suspense fallback={<Notice title="Loading charts …" />}>
        <Tiles report={data} filters={filters} base={view.sla} onBaseChange={onBaseChange} onPick={setFilters} />
        <ReportCharts
          report={data}
          filters={filters}
          base={view.sla}
          groupable={groupable}
          onGroupByChange={(groupBy) => change({ type: 'groupBy', groupBy })}
          bucket={view.bucket}
          onBucketChange={(bucket) => change({ type: 'bucket', bucket })}
          onPick={setFilters}
        />
      </Suspense>
    </Box>
  );
}
