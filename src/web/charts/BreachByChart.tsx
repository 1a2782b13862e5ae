import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useState } from 'react';
import { type ColumnId, columnOf } from '../../contract/columns/columns';
import type { Filter } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { type BreachBase, breachRate } from '../../contract/sla';
import type { Clock } from '../../contract/time/workingCalendar';
import { Choice } from '../ui/Choice';
import { colour } from '../ui/colours';
import { ChartCard } from './card/ChartCard';
import { formatN } from './card/ChartParts';
import { groupsTable } from './card/chartTables';
import { GROUP_ORDERS, type GroupOrder, groupRows } from './groupRows';
import { RowBars } from './RowBars';
import { SMALL_N } from './states';

const ORDER_LABEL: Record<GroupOrder, string> = { excess: 'most beyond', rate: 'highest rate', n: 'largest n' };

/** The breach rate by the values of a column, those with most tickets late beyond the overall rate first; what does not fit is in "other". */
export function BreachByChart(props: {
  groups: ReportResponse['groups'];
  base: BreachBase;
  clock: Clock;
  groupable: readonly ColumnId[];
  onGroupByChange(column: ColumnId): void;
  onPick(filters: readonly Filter[]): void;
}) {
  const { groups, base, clock, groupable, onGroupByChange, onPick } = props;
  const [order, setOrder] = useState<GroupOrder>('excess');
  const { by, other } = groups;
  const rows = groupRows(groups, base, order, clock);
  const shown = [...groups.rows, ...(other === null ? [] : [other])];
  const n = shown.reduce((sum, { states }) => sum + breachRate(states, base).of, 0);
  return (
    <ChartCard
      title={
        <>
          Breach by <GroupBySelect by={by} groupable={groupable} onChange={onGroupByChange} />
        </>
      }
      name={`Breach by ${columnOf(by).label.toLowerCase()}`}
      note={formatN(n)}
      empty={describeEmpty(rows.length, n, shown)}
      table={groupsTable(groups, base, clock)}
      footnote={
        <>
          {rows.some(({ faded }) => faded) && <div>Faded: a rate of fewer than {SMALL_N}, which says little</div>}
          {n > 0 && rows.length > 2 && (
            <Choice
              label="Order of the bars"
              options={GROUP_ORDERS}
              labels={ORDER_LABEL}
              value={order}
              onChange={setOrder}
            />
          )}
        </>
      }
      onPick={onPick}
    >
      <Box sx={{ fontSize: 11, color: colour('faint'), textAlign: 'right' }}>
        late of tickets · late beyond the overall rate
      </Box>
      <RowBars rows={rows} onPick={onPick} />
      {rows.length === 1 && <OtherGroups by={by} groupable={groupable} onChange={onGroupByChange} />}
    </ChartCard>
  );
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
      One {column.label.toLowerCase()} here. Compare by
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
        {others.map((id) => (
          <Button
            key={id}
            size="small"
            aria-label={`Compare by ${columnOf(id).label.toLowerCase()}`}
            onClick={() => onChange(id)}
          >
            {columnOf(id).label.toLowerCase()}
          </Button>
        ))}
      </Box>
    </Box>
  );
}

/** Why there is nothing to draw: bars without a rate would read as 0 %. */
function describeEmpty(
  rows: number,
  n: number,
  shown: readonly Pick<ReportResponse['groups']['rows'][number], 'states'>[],
) {
  if (rows === 0) return 'No tickets match';
  if (n > 0) return undefined;
  const hasDeadlines = shown.some(({ states }) => states.breachedOpen + states.pending > 0);
  return hasDeadlines ? 'No rate yet: no ticket with a deadline is closed' : 'No ticket here has a deadline';
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
      inputProps={{ 'aria-label': 'Group by' }}
      sx={{ fontSize: 14, fontWeight: 600 }}
    >
      {options.map((id) => (
        <MenuItem key={id} value={id}>
          {columnOf(id).label.toLowerCase()}
        </MenuItem>
      ))}
    </Select>
  );
}
