import { formatShare } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import { SLA_STATE_LABEL } from '../../../contract/sla';
import { Swatch, TooltipBox, TooltipRows } from '../card/ChartParts';
import { inBucket } from '../card/chartTables';
import { SMALL_N, STACKED_STATES, stateColour } from '../states';
import type { BucketRow } from './bucketRows';

/** The tooltip of a bucket. Recharts passes the row under the pointer. */
export function BucketTooltip({ active, payload }: { active?: boolean; payload?: { payload: BucketRow }[] }) {
  const row = payload?.[0]?.payload;
  if (active !== true || row === undefined) return null;
  const all = inBucket(row);
  return (
    <TooltipBox title={`${row.label} · ${formatCount(all)} tickets`}>
      <TooltipRows
        rows={STACKED_STATES.toReversed().map((state) => ({
          key: state,
          label: (
            <>
              <Swatch fill={stateColour(state)} />
              {SLA_STATE_LABEL[state]}
            </>
          ),
          count: formatCount(row[state]),
          share: formatShare(all === 0 ? null : row[state] / all),
        }))}
      />
      <div>
        breach rate <strong>{formatShare(row.rate)}</strong> of {formatCount(row.of)}
        {row.small && `, fewer than ${SMALL_N}`}
      </div>
      {row.note !== null && <div>{row.note}</div>}
    </TooltipBox>
  );
}
