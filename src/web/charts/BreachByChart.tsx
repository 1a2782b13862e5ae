import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useState } from 'react';
import { type ColumnId, columnOf } from '../../contract/columns/columns';
import { type Filter, isTagsKey } from '../../contract/query/filters';
import { recordOf } from '../../contract/recordOf';
import { type BreachBase, breachRate, type SlaCounts, SMALL_N } from '../../contract/sla';
import { insideSentence, say } from '../../contract/texts/texts';
import { Choice } from '../ui/Choice';
import { colour } from '../ui/colours';
import { Rich } from '../ui/Rich';
import { ChartCard } from './card/ChartCard';
import { formatN } from './card/ChartParts';
import { type GroupedReport, groupsTable } from './card/chartTables';
import { GROUP_ORDERS, type GroupOrder, groupRows } from './groupRows';
import { RowBars } from './RowBars';

/** The breach rate by the values of a column, those with most tickets late beyond the overall rate first; what does not fit is in "other". */
export function BreachByChart(props: {
  report: GroupedReport;
  base: BreachBase;
  groupable: readonly ColumnId[];
  onGroupByChange(column: ColumnId): void;
  onPick(filters: readonly Filter[]): void;
}) {
  const { report, base, groupable, onGroupByChange, onPick } = props;
  const { groups, states } = report;
  const [order, setOrder] = useState<GroupOrder>('excess');
  const { by } = groups;
  const rows = groupRows(report, base, order);
  const n = breachRate(states, base).of;
  const isByTag = isTagsKey(by) && groups.rows.some(({ value }) => value !== null);
  return (
    <ChartCard
      title={
        <Rich
          id="chart.breachBy"
          with={{ key: () => <GroupBySelect by={by} groupable={groupable} onChange={onGroupByChange} /> }}
        />
      }
      name={say('chart.breachBy.name', { column: insideText(by) })}
      note={formatN(n)}
      empty={describeEmpty(rows.length, n, states)}
      table={groupsTable(report, base)}
      footnote={
        <>
          {rows.some(({ faded }) => faded) && <div>{say('chart.faded', { n: SMALL_N })}</div>}
          {isByTag && <div>{say('chart.byTag')}</div>}
          {n > 0 && rows.length > 2 && (
            <Choice
              label={say('chart.order.label')}
              options={GROUP_ORDERS}
              labels={recordOf(GROUP_ORDERS, (each) => say(`chart.order.${each}`))}
              value={order}
              onChange={setOrder}
            />
          )}
        </>
      }
      onPick={onPick}
    >
      <RowBars rows={rows} heads={headsOf(rows[0]?.figures.length === 4)} onPick={onPick} />
      {rows.length === 1 && <OtherGroups by={by} groupable={groupable} onChange={onGroupByChange} />}
    </ChartCard>
  );
}

function headsOf(isCompared: boolean) {
  return (['rate', 'change', 'n', 'excess'] as const)
    .filter((figure) => isCompared || figure !== 'change')
    .map((figure) => ({
      text: say(`chart.bars.${figure}`),
      help: say(`chart.bars.${figure}.help`),
    }));
}

/** Offers the other columns where there is one bar, usually because of a filter on the column: the finer one first. */
function OtherGroups(props: { by: ColumnId; groupable: readonly ColumnId[]; onChange(column: ColumnId): void }) {
  const { by, groupable, onChange } = props;
  const column = columnOf(by);
  const finer = column.kind === 'text' ? column.finer : undefined;
  const others = groupable.filter((id) => id !== by).toSorted((a, b) => Number(b === finer) - Number(a === finer));
  if (others.length === 0) return null;
  return (
    <Box sx={{ mt: 2, color: colour('soft') }}>
      {say('chart.oneGroup', { column: insideText(by) })}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        {others.map((id) => (
          <Button
            key={id}
            size="small"
            aria-label={say('chart.compareBy', { column: insideText(id) })}
            onClick={() => onChange(id)}
          >
            {insideText(id)}
          </Button>
        ))}
      </Box>
    </Box>
  );
}

/** What tickets are grouped by: a column, or one of its tags. */
function insideText(id: ColumnId): string {
  return isTagsKey(id) ? say('chart.tag') : insideSentence(columnOf(id).label);
}

/** Why there is nothing to draw: bars without a rate would read as 0 %. */
function describeEmpty(rows: number, n: number, states: SlaCounts) {
  if (rows === 0) return say('chart.empty.none');
  if (n > 0) return undefined;
  return say(states.breachedOpen + states.pending > 0 ? 'chart.empty.noRate' : 'chart.empty.noDeadline');
}

/** The usual columns, and the one that the address names. */
function GroupBySelect(props: { by: ColumnId; groupable: readonly ColumnId[]; onChange(column: ColumnId): void }) {
  const { by, groupable, onChange } = props;
  const options = groupable.includes(by) ? groupable : [...groupable, by];
  return (
    <Select
      variant="standard"
      value={by}
      onChange={({ target }) => {
        const column = options.find((id) => id === target.value);
        if (column !== undefined) onChange(column);
      }}
      inputProps={{ 'aria-label': say('chart.groupBy') }}
      sx={{ fontSize: 14, fontWeight: 600 }}
    >
      {options.map((id) => (
        <MenuItem key={id} value={id}>
          {insideText(id)}
        </MenuItem>
      ))}
    </Select>
  );
}
