import Box from '@mui/material/Box';
import { useState } from 'react';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import { copyText } from '../../ui/copyText';
import { MenuButton } from '../../ui/MenuButton';
import { type ChartTable, toCsv } from './chartTable';

/** What can be done with a card: its numbers as a table or copied, its picture saved. */
export function CardMenu(props: {
  name: string;
  table: ChartTable;
  asTable: boolean;
  onAsTable(asTable: boolean): void;
  onPicture(): void;
}) {
  const { name, table, asTable, onAsTable, onPicture } = props;
  const [copied, setCopied] = useState<'done' | 'failed'>();
  const copy = async () => setCopied((await copyText(toCsv(table))) ? 'done' : 'failed');
  return (
    <>
      <Box component="span" role="status" sx={{ fontSize: 12, color: colour('soft') }}>
        {copied !== undefined && say(`chart.card.copied.${copied}`)}
      </Box>
      <MenuButton
        variant="text"
        size="small"
        aria-label={say('chart.card.more', { name })}
        title={say('chart.card.tools')}
        onBlur={() => setCopied(undefined)}
        onPointerLeave={() => setCopied(undefined)}
        actions={[
          { label: say(asTable ? 'chart.card.asChart' : 'chart.card.asTable'), run: () => onAsTable(!asTable) },
          { label: say('chart.card.copy'), run: () => void copy() },
          { label: say('chart.card.png'), run: onPicture },
        ]}
        sx={{ height: 24, px: 1, minWidth: 0, color: colour('soft') }}
      >
        ⋯
      </MenuButton>
    </>
  );
}
