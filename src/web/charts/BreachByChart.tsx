import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { type ColumnId, columnOf } from '../../contract/columns';
import type { Filter } from '../../contract/filters';
import { formatCount, formatShare } from '../../contract/format';
import type { ReportAnswer } from '../../contract/reportAnswer';
import { type BreachBase, breachRate, SLA_STATE_LABEL, SLA_STATES, type SlaCounts } from '../../contract/sla';
import { groupWords } from './bucketWords';
import { ChartCard } from './ChartCard';
import { groupsTable, inStates } from './chartTables';
import { pickGroup, pickOtherGroups } from './pickedFilters';
import { type BarRow, RowBars } from './RowBars';
import { SMALL_N, stateColour } from './states';

/** The breach rate by the values of a column, most frequent first; what does not fit is in "other". */
export function BreachByChart(props: {
  groups: ReportAnswer['groups'];
  base: BreachBase;
  asOf: string;
  groupable: readonly ColumnId[];
  onGroupByChange(column: ColumnId): void;
  onPick(filters: readonly Filter[]): void;
}) {
  const { groups, base, asOf, groupable, onGroupByChange, onPick } = props;
  const rows: BarRow[] = groups.rows.map(({ value, states }) => {
    return barRow(`value ${value}`, groupWords(groups.by, value), states, base, () =>
      onPick(pickGroup(groups.by, value)),
    );
  });
  const { other } = groups;
  if (other !== null) {
    rows.push(
      barRow('other', `Other (${formatCount(other.values)})`, other.states, base, () =>
        onPick(pickOtherGroups(groups)),
      ),
    );
  }
  const shown = [...groups.rows, ...(other === null ? [] : [other])];
  const n = shown.reduce((sum, { states }) => sum + breachRate(states, base).of, 0);
  const few = shown.some(({ states }) => isSmall(states, base));
  return (
    <ChartCard
      title={
        <>
          Breach by{' '}
          <Select
            variant="standard"
            value={groups.by}
            onChange={({ target }) => {
              const column = groupable.find((id) => id === target.value);
              if (column !== undefined) onGroupByChange(column);
            }}
            inputProps={{ 'aria-label': 'Group by' }}
            sx={{ fontSize: 14, fontWeight: 600 }}
          >
            {groupable.map((id) => (
              <MenuItem key={id} value={id}>
                {columnOf(id).label.toLowerCase()}
              </MenuItem>
            ))}
          </Select>
        </>
      }
      name={`Breach by ${columnOf(groups.by).label.toLowerCase()}`}
      note={`rate · n, in all ${formatCount(n)}`}
      asOf={asOf}
      empty={rows.length === 0 ? 'No tickets match' : undefined}
      table={groupsTable(groups, base)}
      aid={few && <div>Faded: a rate of fewer than {SMALL_N}, which says little</div>}
      onPick={onPick}
    >
      <RowBars rows={rows} ground />
    </ChartCard>
  );
}

function barRow(key: string, label: string, states: SlaCounts, base: BreachBase, onPick: () => void): BarRow {
  const { rate, of } = breachRate(states, base);
  const parts = [
    ...(base === 'all' ? [{ value: states.breachedOpen, fill: stateColour('breachedOpen') }] : []),
    { value: states.breachedClosed, fill: stateColour('breachedClosed') },
  ];
  const small = isSmall(states, base);
  return {
    key,
    label,
    parts,
    of,
    words: `${formatShare(rate)} · ${formatCount(of)}`,
    title: titleOf(label, states, base),
    faded: small,
    onPick,
  };
}

function isSmall(states: SlaCounts, base: BreachBase): boolean {
  const { of } = breachRate(states, base);
  return of > 0 && of < SMALL_N;
}

/** Every state with its count and share. */
function titleOf(label: string, states: SlaCounts, base: BreachBase): string {
  const total = inStates(states);
  const { rate, of } = breachRate(states, base);
  const parts = SLA_STATES.filter((state) => states[state] > 0).map(
    (state) => `${SLA_STATE_LABEL[state]}: ${formatCount(states[state])} (${formatShare(states[state] / total)})`,
  );
  return [
    `${label}: ${formatCount(total)} tickets`,
    ...parts,
    `breach rate ${formatShare(rate)} of ${formatCount(of)}`,
  ].join('\n');
}
