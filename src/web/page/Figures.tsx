import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { type ColumnId, columnOf } from '../../contract/columns/columns';
import { type Filter, whyTooMany } from '../../contract/query/filters';
import type { ReportView } from '../../contract/query/reportUrl';
import { ReportSourceContext } from '../charts/reportSource';
import { colour } from '../ui/colours';
import { FailureNotice } from '../ui/FailureNotice';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import type { ReportChange } from '../url/reportReducer';
import { withPicked } from '../url/withPicked';
import { FiguresToCome } from './FiguresToCome';
import type { ReportData } from './useReportData';

// The large chart library loads beside the first paint, not before it.
const ReportCharts = lazyWithPreload(() => import('../charts/ReportCharts').then((module) => module.ReportCharts));
const Tiles = lazyWithPreload(() => import('../charts/Tiles').then((module) => module.Tiles));

const GROUPABLE_KINDS = ['enum', 'text'];
const NOT_GROUPABLE: readonly ColumnId[] = ['allTags', 'rawData'];

/** Tiles and charts of one report. */
export function Figures(props: {
  report: ReportData['report'];
  view: ReportView;
  change(change: ReportChange): void;
  visible: readonly ColumnId[];
  timeZone: string;
}) {
  const { view, change, visible, timeZone } = props;
  const { data, error, isPlaceholderData, refetch } = props.report;
  // The code comes beside the figures, not after them.
  useEffect(() => {
    Tiles.preload();
    ReportCharts.preload();
  }, []);
  const { sla: base, bucket } = view;
  const { filters } = view.query;
  const [refused, setRefused] = useState<{ filters: readonly Filter[]; why: string } | null>(null);
  // The drawn figures outlive the filters that they were drawn with.
  const shown = useRef(filters);
  shown.current = filters;
  // Most of the work of a change is drawing these: once, when the answer is there, and not while it is on its way.
  const figures = useMemo(() => {
    if (data === undefined) return null;
    const shared = {
      report: data,
      base,
      onBaseChange: (sla: ReportView['sla']) => change({ type: 'sla', sla }),
      onPick: (picked: readonly Filter[]) => {
        const why = whyTooMany(withPicked(shown.current, picked));
        setRefused(why === null ? null : { filters: shown.current, why });
        if (why === null) change({ type: 'pick', picked });
      },
    };
    return (
      <Suspense fallback={<FiguresToCome />}>
        <Tiles {...shared} />
        <ReportCharts
          {...shared}
          groupable={groupableOf(visible)}
          onGroupByChange={(groupBy) => change({ type: 'groupBy', groupBy })}
          bucket={bucket}
          onBucketChange={(chosen) => change({ type: 'bucket', bucket: chosen })}
        />
      </Suspense>
    );
  }, [data, base, bucket, visible, change]);
  if (error !== null) return <FailureNotice error={error} retry={() => void refetch()} />;
  // The zeros of a report without tickets would look like an answer.
  if (data === undefined || (isPlaceholderData && data.total === 0)) return <FiguresToCome />;
  return (
    <Box aria-busy={isPlaceholderData} sx={{ mb: 1.5, opacity: isPlaceholderData ? 0.55 : 1 }}>
      {refused?.filters === filters && (
        <Typography role="alert" sx={{ mb: 1.5, color: colour('bad') }}>
          {refused.why}: take one away to add another.
        </Typography>
      )}
      <ReportSourceContext value={{ filters, asOf: data.asOf, timeZone }}>{figures}</ReportSourceContext>
    </Box>
  );
}

function groupableOf(visible: readonly ColumnId[]): ColumnId[] {
  return visible.filter((id) => GROUPABLE_KINDS.includes(columnOf(id).kind) && !NOT_GROUPABLE.includes(id));
}
