import { valueLabel } from '../../contract/columns/columns';
import { formatShare, formatTickets } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import { isTagsKey } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { formatGroup } from '../../contract/sentences/formatGroup';
import { pickGroup, pickOtherTickets, pickStateWithin } from '../../contract/sentences/pickedFilters';
import { type BreachBase, breachRate, excessOf, SLA_STATES, type SlaState, SMALL_N } from '../../contract/sla';
import { say } from '../../contract/texts/texts';
import type { Clock } from '../../contract/time/workingCalendar';
import { bold, Rich } from '../ui/Rich';
import { Swatch, TooltipBox, TooltipRows } from './card/ChartParts';
import { type GroupedReport, inStates } from './card/chartTables';
import { rateChange } from './changes';
import { formatExcess } from './excess';
import type { BarPart, BarRow } from './RowBars';
import { formatReached } from './reached';
import { isSmall, RATED_STATES, stateColour } from './states';

/** The bars of "Breach by": one row a group, one part a state that the rate counts. */

type Groups = ReportResponse['groups'];
type Group = Pick<BarRow, 'key' | 'label' | 'pick'> & Omit<Groups['rows'][number], 'value' | 'excess'>;

export const GROUP_ORDERS = ['excess', 'rate', 'n'] as const;
export type GroupOrder = (typeof GROUP_ORDERS)[number];

/** What is in "other" stays last. */
export function groupRows({ groups, states, clock }: GroupedReport, base: BreachBase, order: GroupOrder): BarRow[] {
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
            label: say('chart.group.other', { n: other.values }),
            pick: pickOtherTickets(groups),
          },
        ];
  const { rate } = breachRate(states, base);
  const drawn = isTagsKey(by) ? shown : [...shown, ...rest];
  const longest = Math.max(1, ...drawn.map(({ states }) => breachRate(states, base).of));
  return [...inOrder(shown, base, order, rate), ...rest].map((group) => toRow(group, base, rate, longest, clock));
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
  clock: Clock,
): BarRow {
  const counted = breachRate(states, base);
  const { rate, of, breached } = counted;
  const excess = formatExcess(excessOf(states, base, overall));
  const change = before && rateChange(counted, breachRate(before, base));
  const total = inStates(states);
  const share = (state: SlaState) => formatShare(total === 0 ? null : states[state] / total);
  const parts: BarPart[] = RATED_STATES[base].map((state) => ({
    key: state,
    value: states[state],
    // Met tickets are the neutral background of the breached parts.
    fill: state === 'met' ? stateColour('noSla') : stateColour(state),
    ...(pick === undefined
      ? {}
      : {
          button: {
            label: say('chart.group.part', {
              label,
              state: valueLabel('slaState', state),
              tickets: formatTickets(states[state]),
              share: share(state),
            }),
            pick: pickStateWithin(pick, state),
          },
        }),
  }));
  const few = isSmall(of);
  return {
    key,
    label,
    // Tags that share tickets add up to more than there are: a bar would dwarf all others.
    parts: pick === undefined ? [] : parts,
    max: longest,
    figures: [formatShare(rate), formatCount(of), excess],
    name: say('chart.group.name', { label, tickets: formatTickets(total), rate: formatShare(rate), n: of, excess }),
    faded: few,
    pick,
    tooltip: (pointed) => (
      <TooltipBox title={say('chart.group.title', { label, tickets: formatTickets(total) })}>
        <TooltipRows
          rows={SLA_STATES.map((state) => ({
            key: state,
            label: (
              <span style={{ fontWeight: state === pointed ? 700 : undefined }}>
                <Swatch fill={stateColour(state)} />
                {valueLabel('slaState', state)}
              </span>
            ),
            count: formatCount(states[state]),
            share: share(state),
          }))}
        />
        <div>
          <Rich id="chart.group.rate" with={{ b: bold, rate: formatShare(rate), n: of }} />
          {few && say('chart.group.few', { n: SMALL_N })}
          {change && say('chart.group.change', { change: change.text })}
        </div>
        <div>
          <Rich
            id="chart.group.beyond"
            with={{ b: bold, late: breached, excess, overall: formatShare(overall), n: of }}
          />
        </div>
        <div>
          {say('chart.group.times', {
            p50: formatReached(kaplanMeier, 'p50'),
            p90: formatReached(kaplanMeier, 'p90'),
            n: kaplanMeier.closed + kaplanMeier.open,
          })}
          {clock === 'working' && say('chart.group.working')}
        </div>
      </TooltipBox>
    ),
  };
}
