import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { type ColumnId, columnOf } from '../../contract/columns';
import type { Filter } from '../../contract/filters';
import { formatCount, formatShare } from '../../contract/format';
import type { ReportAnswer } from '../../contract/reportAnswer';
import { type BreachBase, breachRate, SLA_STATE_LABEL, SLA_STATES, type SlaCounts } from '../../contract/sla';
import { ChartCard } from './ChartCard';
import { pickGroup, pickOtherGroups } from './pickedFilters';
import { type BarRow, RowBars } from './RowBars';
import { SMALL_N, stateColour } from './states';

/** The breach rate by the values of a column, most frequent first; what does not fit is in "other". */
export function BreachByChart(props: {
  groups: ReportAnswer['groups'];
  base: BreachBase;
  groupable: readonly ColumnId[];
  onGroupByChange(column: ColumnId): void;
  onPick(filters: readonly Filter[]): void;
}) {
  const { groups, base, groupable, onGroupByChange, onPick } = props;
  const rows: BarRow[] = groups.rows.map(({ value, states }) => {
    const label = value === null ? '(empty)' : String(value);
    return barRow(`value ${value}`, label, states, base, () => onPick(pickGroup(groups.by, value)));
  });
  const { other } = groups;
  if (other !== null) {
    rows.push(
      barRow('other', `Other (${formatCount(other.values)})`, other.states, base, () =>
        onPick(pickOtherGroups(groups)),
      ),
    );
  }
  const tableRow = (label: string, states: SlaCounts) => [
    label,
    ...SLA_STATES.map((state) => states[state]),
    formatShare(breachRate(states, base).rate),
  ];
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
      note="rate · n"
      empty={rows.length === 0 ? 'No tickets match' : undefined}
      table={{
        columns: [columnOf(groups.by).label, ...SLA_STATES.map((state) => SLA_STATE_LABEL[state]), 'breach rate'],
        rows: [
          ...groups.rows.map(({ value, states }) => tableRow(value === null ? '(empty)' : String(value), states)),
          ...(other === null ? [] : [tableRow(`Other (${other.values})`, other.states)]),
        ],
      }}
    >
      <RowBars rows={rows} ground />
    </ChartCard>
  );
}

function barRow(key: string, label: string, states: SlaCounts, base: BreachBase, onPick: () => void): BarRow {
  const { rate, of } = breachRate(states, base);
  const total = SLA_STATES.reduce((sum, state) => sum + states[state], 0);
  const parts = [
    ...(base === 'all' ? [{ value: states.breachedOpen, fill: stateColour('breachedOpen') }] : []),
    { value: states.breachedClosed, fill: stateColour('breachedClosed') },
  ];
  const small = of < SMALL_N;
  return {
    key,
    label,
    parts,
    of,
    words: `${formatShare(rate)} · ${formatCount(of)}${small ? ' few' : ''}`,
    title: `${label}: ${formatCount(total)} tickets, ${formatCount(of)} in the rate${small ? `; fewer than ${SMALL_N}, so the rate says little` : ''}`,
    onPick,
  };
}
