import Box from '@mui/material/Box';
import { useState } from 'react';
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
        {copied !== undefined && COPIED[copied]}
      </Box>
      <MenuButton
        variant="text"
        size="small"
        aria-label={`${name}: more`}
        title="Table, copy, picture"
        onBlur={() => setCopied(undefined)}
        onPointerLeave={() => setCopied(undefined)}
        actions={[
          { label: asTable ? 'Show as chart' : 'Show as table', run: () => onAsTable(!asTable) },
          { label: 'Copy numbers as csv', run: () => void copy() },
          { label: 'Save as PNG', run: onPicture },
        ]}
        sx={{ height: 24, px: 1, minWidth: 0, color: colour('soft') }}
      >
        ⋯
      </MenuButton>
    </>
  );
}

const COPIED = { done: 'Copied', failed: 'The browser did not allow copying' };
