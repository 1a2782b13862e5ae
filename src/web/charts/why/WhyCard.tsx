import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useState } from 'react';
import { columnOf } from '../../../contract/columns/columns';
import { formatShare } from '../../../contract/format/format';
import type { Filter } from '../../../contract/query/filters';
import type { ReportResponse, WhyKey } from '../../../contract/responses/reportResponse';
import { colour } from '../../ui/colours';
import { ChartCard } from '../card/ChartCard';
import { formatN } from '../card/ChartParts';
import { RowBars } from '../RowBars';
import { formatPoints } from './points';
import { type Step, stepsOf, whyTable } from './steps';
import { waterfall } from './waterfall';

/** What moved the breach rate against the period before: the largest parts in a sentence, all of them as a waterfall. */
export function WhyCard(props: {
  why: NonNullable<ReportResponse['why']['all']>;
  /** The column that the report is grouped by, which tells first. */
  groupBy: string;
  onPick(filters: readonly Filter[]): void;
}) {
  const { why, groupBy, onPick } = props;
  const [chosen, setChosen] = useState<WhyKey>();
  const by = why.by.find(({ key }) => key === (chosen ?? groupBy)) ?? why.by[0];
  if (by === undefined) return null;
  const steps = stepsOf(by);
  return (
    <ChartCard
      title={
        <>
          Why it {DIRECTION[Math.sign(why.tenths) + 1]}, by{' '}
          <KeySelect keys={why.by.map(({ key }) => key)} value={by.key} onChange={setChosen} />
        </>
      }
      name={`Why the breach rate moved, by ${columnOf(by.key).label.toLowerCase()}`}
      note={`percentage points · ${formatN(why.now.n)}`}
      empty={undefined}
      table={whyTable(why, by)}
      footnote="A part: by the change of a value’s own rate, and of its share of the tickets (Kitagawa). Parts add up to the change."
      onPick={onPick}
    >
      <Sentence why={why} steps={steps} onPick={onPick} />
      <RowBars rows={waterfall(steps)} onPick={onPick} />
    </ChartCard>
  );
}

const DIRECTION = ['fell', 'stayed', 'rose'];

function Sentence(props: {
  why: NonNullable<ReportResponse['why']['all']>;
  steps: readonly Step[];
  onPick(filters: readonly Filter[]): void;
}) {
  const { why, steps, onPick } = props;
  const largest = steps.filter(({ isOther, tenths }) => !isOther && tenths !== 0).slice(0, 3);
  return (
    <Box component="p" sx={{ mt: 0, mb: 1 }}>
      <strong>{formatShare(why.now.late / why.now.n)}</strong> late, {formatPoints(why.tenths)} points against{' '}
      {formatShare(why.before.late / why.before.n)} in the period before
      {largest.length > 0 && '. Mostly '}
      {largest.map(({ label, tenths, pick }, index) => (
        <span key={label}>
          {index > 0 && (index === largest.length - 1 ? ' and ' : ', ')}
          <Link component="button" color="inherit" onClick={() => onPick(pick)}>
            {label}
          </Link>{' '}
          ({formatPoints(tenths)})
        </span>
      ))}
      .
    </Box>
  );
}

function KeySelect(props: { keys: readonly WhyKey[]; value: WhyKey; onChange(key: WhyKey): void }) {
  const { keys, value, onChange } = props;
  return (
    <Select
      variant="standard"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      inputProps={{ 'aria-label': 'Explain by' }}
      sx={{ fontSize: 14, fontWeight: 600, color: colour('ink') }}
    >
      {keys.map((key) => (
        <MenuItem key={key} value={key}>
          {columnOf(key).label.toLowerCase()}
        </MenuItem>
      ))}
    </Select>
  );
}
