import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useState } from 'react';
import { columnOf } from '../../../contract/columns/columns';
import { formatShare } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import { formatPoints } from '../../../contract/format/points';
import type { Filter } from '../../../contract/query/filters';
import type { ReportResponse, WhyKey } from '../../../contract/responses/reportResponse';
import { isChange, isMost, rateOf, reasonsOf } from '../../../contract/sentences/answer/reasons';
import { named } from '../../../contract/sentences/answer/sayValue';
import { formatGroup } from '../../../contract/sentences/formatGroup';
import { pickGroup } from '../../../contract/sentences/pickedFilters';
import { isByChance } from '../../../contract/sla';
import { insideSentence, say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { bold, Rich } from '../../ui/Rich';
import { ChartCard } from '../card/ChartCard';
import { formatN } from '../card/ChartParts';
import { Help } from '../card/Help';
import { RowBars } from '../RowBars';
import { describeCounts, describePart } from './describePart';
import { type By, stepsOf, whyTable } from './steps';
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
        <Rich
          id={!isChange(why) ? 'chart.why.0' : why.tenths > 0 ? 'chart.why.1' : 'chart.why.-1'}
          with={{ key: () => <KeySelect keys={why.by.map(({ key }) => key)} value={by.key} onChange={setChosen} /> }}
        />
      }
      name={say('chart.why.name', { column: insideSentence(columnOf(by.key).label) })}
      note={say('chart.why.note', { n: formatN(why.now.n) })}
      empty={undefined}
      table={whyTable(why, by)}
      footnote={say('chart.why.footnote')}
      onPick={onPick}
    >
      <Sentence why={why} by={by} onPick={onPick} />
      <RowBars rows={waterfall(steps)} onPick={onPick} />
    </ChartCard>
  );
}

function Sentence(props: {
  why: NonNullable<ReportResponse['why']['all']>;
  by: By;
  onPick(filters: readonly Filter[]): void;
}) {
  const { why, by, onPick } = props;
  const reasons = reasonsOf(why, by).slice(0, 3);
  return (
    <Help
      text={say('chart.why.help', {
        late: formatCount(why.now.late),
        n: formatCount(why.now.n),
        rate: formatShare(why.now.late / why.now.n),
        lateBefore: formatCount(why.before.late),
        nBefore: formatCount(why.before.n),
        before: formatShare(why.before.late / why.before.n),
      })}
    >
      <Box component="p" sx={{ mt: 0, mb: 1 }}>
        <Rich
          id="chart.why.sentence"
          with={{
            b: bold,
            rate: formatShare(why.now.late / why.now.n),
            points: formatPoints(why.tenths),
            before: formatShare(why.before.late / why.before.n),
          }}
        />
        {isByChance(rateOf(why.now), rateOf(why.before)) && say('chart.why.byChance')}
        {reasons.length > 0 && say(`chart.why.${isMost(why, reasons) ? 'mostly' : 'partly'}`)}
        {reasons.map(({ value, tenths, moved, part }, index) => (
          <span key={String(value)}>
            {index > 0 && (index === reasons.length - 1 ? say('chart.why.and') : ', ')}
            <Help text={`${describePart(part)}. ${describeCounts(part)}`}>
              <Link component="button" color="inherit" onClick={() => onPick(pickGroup(by.key, value))}>
                {named(formatGroup(by.key, value), moved)}
              </Link>
            </Help>{' '}
            ({formatPoints(tenths)})
          </span>
        ))}
        .
      </Box>
    </Help>
  );
}

function KeySelect(props: { keys: readonly WhyKey[]; value: WhyKey; onChange(key: WhyKey): void }) {
  const { keys, value, onChange } = props;
  return (
    <Select
      variant="standard"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      inputProps={{ 'aria-label': say('chart.why.explainBy') }}
      sx={{ fontSize: 14, fontWeight: 600, color: colour('ink') }}
    >
      {keys.map((key) => (
        <MenuItem key={key} value={key}>
          {insideSentence(columnOf(key).label)}
        </MenuItem>
      ))}
    </Select>
  );
}
