import { valueLabel } from '../../../contract/columns/columns';
import { formatShare, formatTickets } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import { SMALL_N } from '../../../contract/sla';
import { say } from '../../../contract/texts/texts';
import { bold, Rich } from '../../ui/Rich';
import { Swatch, TooltipBox, TooltipRows } from '../card/ChartParts';
import { inBucket } from '../card/chartTables';
import { STACKED_STATES, stateColour } from '../states';
import type { BucketRow } from './bucketRows';
import type { SignalMark } from './signalMarks';

/** The tooltip of a bucket. Recharts passes the row under the pointer. */
export function BucketTooltip(props: {
  marks: ReadonlyMap<string, SignalMark>;
  active?: boolean;
  payload?: { payload: BucketRow }[];
}) {
  const { marks, active, payload } = props;
  const row = payload?.[0]?.payload;
  if (active !== true || row === undefined) return null;
  const all = inBucket(row);
  return (
    <TooltipBox title={say('chart.group.title', { label: row.label, tickets: formatTickets(all) })}>
      <TooltipRows
        rows={STACKED_STATES.toReversed().map((state) => ({
          key: state,
          label: (
            <>
              <Swatch fill={stateColour(state)} />
              {valueLabel('slaState', state)}
            </>
          ),
          count: formatCount(row[state]),
          share: formatShare(all === 0 ? null : row[state] / all),
        }))}
      />
      <div>
        <Rich id="chart.group.rate" with={{ b: bold, rate: formatShare(row.rate), n: row.of }} />
        {row.small && say('chart.group.few', { n: SMALL_N })}
      </div>
      {marks.get(row.start)?.limits !== undefined && <div>{marks.get(row.start)?.limits}</div>}
      {row.note !== null && <div>{row.note}</div>}
    </TooltipBox>
  );
}
