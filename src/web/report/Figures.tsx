import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useState } from 'react';
import { type ColumnId, columnOf } from '../../contract/columns';
import { type Filter, whyTooMany } from '../../contract/filters';
import type { ReportView } from '../../contract/reportUrl';
import { FailureNotice } from '../app/FailureNotice';
import { loadPart } from '../app/loadPart';
import { colour } from '../theme/colours';
import type { ReportChange } from './reportReducer';
import type { ReportData } from './useReportData';

// The large chart library loads beside the first paint, not before it.
const ReportCharts = lazy(() =>
  loadPart(() => import('../charts/ReportCharts')).then((module) => ({ default: module.ReportCharts })),
);
const Tiles = lazy(() => loadPart(() => import('../charts/Tiles')).then((module) => ({ default: module.Tiles })));

const GROUPABLE_KINDS = ['enum', 'text'];
const NOT_GROUPABLE: readonly ColumnId[] = ['allTags', 'rawData'];

/** Tiles and charts of one report. */
export function Figures(props: {
  report: ReportData['report'];
  view: ReportView;
  change(change: ReportChange): void;
  visible: readonly ColumnId[];
}) {
  const { view, change, visible } = props;
  const { data, error, isPlaceholderData, refetch } = props.report;
  const [refused, setRefused] = useState<{ filters: readonly Filter[]; why: string } | null>(null);
  if (error !== null) return <FailureNotice error={error} retry={() => void refetch()} />;
  // The zeros of a report without tickets would look like an answer.
  if (data === undefined || (isPlaceholderData && data.total === 0)) return <FiguresToCome />;
  const { filters } = view.query;
  const shared = {
    report: data,
    filters,
    base: view.sla,
    onBaseChange: (sla: ReportView['sla']) => change({ type: 'sla', sla }),
    onPick: (picked: Filter[]) => {
      const why = whyTooMany(picked);
      setRefused(why === null ? null : { filters, why });
      if (why === null) change({ type: 'filters', filters: picked });
    },
  };
  const groupable = visible.filter((id) => GROUPABLE_KINDS.includes(columnOf(id).kind) && !NOT_GROUPABLE.includes(id));
  return (
    <Box aria-busy={isPlaceholderData} sx={{ mb: 1.5, opacity: isPlaceholderData ? 0.55 : 1 }}>
      {refused?.filters === filters && (
        <Typography role="alert" sx={{ mb: 1.5, color: colour('bad') }}>
          {refused.why}: take one away to add another.
        </Typography>
      )}
      <Suspense fallback={<FiguresToCome />}>
        <Tiles {...shared} />
        <ReportCharts
          {...shared}
          groupable={groupable}
          onGroupByChange={(groupBy) => change({ type: 'groupBy', groupBy })}
          bucket={view.bucket}
          onBucketChange={(bucket) => change({ type: 'bucket', bucket })}
        />
      </Suspense>
    </Box>
  );
}

/** Keeps the place of tiles and charts, so that nothing jumps when they come. */
function FiguresToCome() {
  const card = (key: string, height: number) => <Paper key={key} variant="outlined" sx={{ height, borderRadius: 2 }} />;
  return (
    <Box role="status" aria-label="Counting tickets" sx={{ mb: 1.5 }}>
      <Box sx={{ mb: 1.5 }}>{card('tiles', 112)}</Box>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', lg: '2fr 1fr' } }}>
        {card('service level', 318)}
        {card('groups', 318)}
        {card('time to close', 338)}
        {card('backlog', 338)}
      </Box>
    </Box>
  );
}
