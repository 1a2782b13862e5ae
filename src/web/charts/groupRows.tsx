import { formatShare } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { type BreachBase, breachRate, SLA_STATE_LABEL, SLA_STATES, type SlaState } from '../../contract/sla';
import { Swatch, TooltipBox, TooltipRows } from './card/ChartParts';
import { inStates } from './card/chartTables';
import { shareChange } from './changes';
import { excessOf, formatExcess, ratedTogether } from './excess';
import { formatGroup } from './formatBuckets';
import { pickGroup, pickOtherGroups, pickStateWithin } from './pickedFilters';
import type { BarPart, BarRow } from './RowBars';
import { formatReached } from './reached';
import { isSmall, RATED_STATES, SMALL_N, stateColour } from './states';

/** The bars of "Breach by": one row a group, one part a state that the rate counts. */

type Groups = ReportResponse['groups'];
type Group = Pick<BarRow, 'key' | 'label' | 'pick'> & Omit<Groups['rows'][number], 'value' | 'excess'>;

export const GROUP_ORDERS = ['excess', 'rate', 'n'] as const;
export type GroupOrder = (typeof GROUP_ORDERS)[number];

/** What is in "other" stays last. */
export function groupRows(groups: Groups, base: BreachBase, order: GroupOrder): BarRow[] {
  const { by, rows, other } = groups;
  const shown = rows.map(({ value, ...group }) => ({
    ...group,
    key: `value ${value}`,
    label: formatGroup(by, value),
    pick: pickGroup(by, value),
  }));
  const rest =
    other === null
      ? []
      : [
          {
            ...other,
            key: 'other',
            label: `Other (${formatCount(other.values)})`,
            pick: pickOtherGroups(groups),
          },
        ];
  const { rate } = ratedTogether([...shown, ...rest], base);
  const longest = Math.max(1, ...[...shown, ...rest].map(({ states }) => breachRate(states, base).of));
  return [...inOrder(shown, base, order, rate), ...rest].map((group) => toRow(group, base, rate, longest));
}

/** By rate, groups of few tickets come last. */
function inOrder(
  groups: readonly Group[],
  base: BreachBase,
  order: GroupOrder,
  overall: number | null,
): readonly Group[] {
  // The answer's own order, which has no rounding in it.
  if (order === 'excess' && base === 'all') return groups;
  const figure = ({ states }: Group) => {
    const { rate, of } = breachRate(states, base);
    if (order === 'excess') return excessOf(states, base, overall) ?? 0;
    if (order === 'n') return of;
    return (rate ?? -1) + (of >= SMALL_N ? 2 : 0);
  };
  return groups.toSorted((a, b) => figure(b) - figure(a));
}

function toRow(
  { key, label, states, before, kaplanMeier, pick }: Group,
  base: BreachBase,
  overall: number | null,
  longest: number,
): BarRow {
  const { rate, of, breached } = breachRate(states, base);
  const excess = formatExcess(excessOf(states, base, overall));
  const change = before && shareChange(rate, breachRate(before, base).rate);
  const total = inStates(states);
  const share = (state: SlaState) => formatShare(total === 0 ? null : states[state] / total);
  const parts: BarPart[] = RATED_STATES[base].map((state) => ({
    key: state,
    value: states[state],
    // Met tickets are the neutral background of the breached parts.
    fill: state === 'met' ? stateColour('noSla') : stateColour(state),
    button: {
      label: `${label}, ${SLA_STATE_LABEL[state]}: ${formatCount(states[state])} tickets, ${share(state)}`,
      pick: pickStateWithin(pick, state),
    },
  }));
  const few = isSmall(of);
  return {
    key,
    label,
    parts,
    max: longest,
    figures: `${formatShare(rate)} of ${formatCount(of)} · ${excess}`,
    name: `${label}: ${formatCount(total)} tickets, breach rate ${formatShare(rate)} of ${formatCount(of)}, ${excess} late beyond the overall rate`,
    faded: few,
    pick,
    tooltip: (pointed) => (
      <TooltipBox title={`${label} · ${formatCount(total)} tickets`}>
        <TooltipRows
          rows={SLA_STATES.map((state) => ({
            key: state,
            label: (
              <span style={{ fontWeight: state === pointed ? 700 : undefined }}>
                <Swatch fill={stateColour(state)} />
                {SLA_STATE_LABEL[state]}
              </span>
            ),
            count: formatCount(states[state]),
            share: share(state),
          }))}
        />
        <div>
          breach rate <strong>{formatShare(rate)}</strong> of {formatCount(of)}
          {few && `, fewer than ${SMALL_N}`}
          {change && `, ${change.text} against the period before`}
        </div>
        <div>
          {formatCount(breached)} late, <strong>{excess}</strong> beyond the overall rate
        </div>
        <div>
          half closed within {formatReached(kaplanMeier, 'p50')}, 90 % within {formatReached(kaplanMeier, 'p90')}
        </div>
      </TooltipBox>
    ),
  };
}
