import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Suspense, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { type ColumnId, isGroupable } from '../../contract/columns/columns';
import { formatTime } from '../../contract/format/format';
import { type Filter, filterLimitError, sizeOf } from '../../contract/query/filters';
import type { ReportView } from '../../contract/query/reportUrl';
import { describeFilters } from '../../contract/sentences/describeFilter';
import { say } from '../../contract/texts/texts';
import { byClock } from '../charts/byClock';
import { ReportSourceContext } from '../charts/reportSource';
import { useSettings } from '../settings/settingsStore';
import { colour } from '../ui/colours';
import { dimmed } from '../ui/dimmed';
import { FailureNotice } from '../ui/FailureNotice';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import type { ReportChange } from '../url/reportReducer';
import { withPicked } from '../url/withPicked';
import { FiguresSkeleton } from './FiguresSkeleton';
import type { ReportData } from './useReportData';
import { useSecondTap } from './useSecondTap';

// Lazy, so that the first paint does not wait for the large chart library.
const ReportCharts = lazyWithPreload(() => import('../charts/ReportCharts').then((module) => module.ReportCharts));
const Headline = lazyWithPreload(() => import('../charts/Headline').then((module) => module.Headline));

/** Tiles and charts of one report. */
export function Figures(props: {
  report: ReportData['report'];
  /** Figures from before the server went away; the error is then told above them. */
  kept: ReportData['kept'];
  error: Error | null;
  view: ReportView;
  change(change: ReportChange): void;
  visible: readonly ColumnId[];
  timeZone: string;
  targetRate: number | null;
  /** In words; null where the instance has none. */
  workingHours: string | null;
}) {
  const hasPicked = useSettings((settings) => settings.hasPicked);
  const { error, view, change, visible, timeZone, targetRate, workingHours } = props;
  const { isPlaceholderData, refetch } = props.report;
  const { kept } = props;
  const arrived = props.report.data ?? kept;
  // Rendered in pieces, between which the page answers to keys and clicks; until then the figures are the old ones.
  const data = useDeferredValue(arrived);
  // The code is fetched while the figures are, not after them.
  useEffect(() => {
    Headline.preload();
    ReportCharts.preload();
  }, []);
  const { sla: base, bucket } = view;
  const { filters, asOf } = view.query;
  const isFixed = asOf !== undefined;
  const [refused, setRefused] = useState<{ filters: readonly Filter[]; why: string } | null>(null);
  // The memoised figures outlive the filters of their render.
  const shown = useRef(filters);
  shown.current = filters;
  // Rendering these is most of the work of a change: done once, when the response arrives, not while it is awaited.
  const { announced, isMeant, onPointerDownCapture } = useSecondTap();
  const ask = useRef(isMeant);
  ask.current = isMeant;
  const figures = useMemo(() => {
    if (data === undefined) return null;
    const shared = {
      report: data,
      base,
      onBaseChange: (sla: ReportView['sla']) => change({ type: 'sla', sla }),
      onPick: (marked: readonly Filter[]) => {
        const picked = byClock(marked, data.clock);
        if (!ask.current(picked)) return;
        const why = filterLimitError(sizeOf(withPicked(shown.current, picked)))?.advice;
        setRefused(why === undefined ? null : { filters: shown.current, why });
        if (why !== undefined) return;
        useSettings.getState().setPicked();
        change({ type: 'pick', picked });
      },
    };
    return (
      <Suspense fallback={<FiguresSkeleton />}>
        <Headline {...shared} isFixed={isFixed} />
        <ReportCharts
          {...shared}
          targetRate={targetRate}
          groupable={visible.filter(isGroupable)}
          onGroupByChange={(groupBy) => change({ type: 'groupBy', groupBy })}
          bucket={bucket}
          onBucketChange={(chosen) => change({ type: 'bucket', bucket: chosen })}
          workingHours={workingHours}
          onClockChange={(clock) => change({ type: 'clock', clock })}
        />
      </Suspense>
    );
  }, [data, base, bucket, isFixed, visible, targetRate, workingHours, change]);
  if (error !== null && kept === undefined) return <FailureNotice error={error} retry={() => void refetch()} />;
  // The zeros of the previous, empty report would look like a result.
  const isOld = isPlaceholderData || kept !== undefined || data !== arrived;
  if (data === undefined || (isOld && data.total === 0)) return <FiguresSkeleton />;
  return (
    <>
      <Box
        aria-busy={isOld}
        onPointerDownCapture={onPointerDownCapture}
        sx={{ ...dimmed(isOld, 'bg'), ...ABOVE_ROWS, ...(kept === undefined ? {} : GREYED) }}
      >
        {kept !== undefined && (
          <Typography sx={{ mb: 1.5 }}>{say('page.kept', { time: formatTime(kept.asOf) })}</Typography>
        )}
        {refused?.filters === filters && (
          <Typography role="alert" sx={{ mb: 1.5, color: colour('bad') }}>
            {say('page.tooMany', { why: refused.why })}
          </Typography>
        )}
        <ReportSourceContext value={{ query: view.query, asOf: data.asOf, timeZone, isNew: !hasPicked }}>
          {figures}
        </ReportSourceContext>
      </Box>
      {announced !== null && (
        <TapHint filters={announced} isBack={withPicked(filters, announced).length < filters.length} />
      )}
    </>
  );
}

/** Where the tooltips of the lowest charts reach. */
const ABOVE_ROWS = { position: 'relative', zIndex: 1, mb: 1.5 };

/** At the foot of the window, where a thumb does not cover it. */
function TapHint({ filters, isBack }: { filters: readonly Filter[]; isBack: boolean }) {
  return (
    <Typography role="status" sx={TAP_HINT_STYLE}>
      {say(isBack ? 'page.tapAgain.back' : 'page.tapAgain', { words: describeFilters(filters) })}
    </Typography>
  );
}

const TAP_HINT_STYLE = {
  position: 'fixed',
  zIndex: 1001,
  bottom: 12,
  insetInline: 12,
  p: 1.5,
  borderRadius: 1,
  bgcolor: colour('ink'),
  color: colour('paper'),
};

/** Neither a colour nor a click that looks as if it were of now. */
const GREYED = { filter: 'grayscale(1)', '& section': { pointerEvents: 'none' } };
