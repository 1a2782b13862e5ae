import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { type ReactNode, useContext, useEffect, useId, useRef, useState } from 'react';
import { formatShare, formatTickets } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import type { Filter } from '../../../contract/query/filters';
import { say } from '../../../contract/texts/texts';
import { colour } from '../../ui/colours';
import type { LeftOut } from '../leftOut';
import { describeSource, ReportSourceContext } from '../reportSource';
import { CardMenu } from './CardMenu';
import type { ChartTable } from './chartTable';
import { Help } from './Help';
import { NumbersTable } from './NumbersTable';
import { NOT_IN_PICTURE, savePng } from './savePng';

/** A card with a title, its n, a chart, what the chart leaves out, and the same numbers as a table. */
export function ChartCard(props: {
  title: ReactNode;
  /** The title as plain text, for the names of buttons and files. */
  name: string;
  /** How many tickets the chart shows, and their unit. */
  note: string;
  actions?: ReactNode;
  table: ChartTable;
  leftOut?: readonly LeftOut[];
  /** Below the chart. */
  footnote?: ReactNode;
  /** Replaces the chart when there is nothing to draw. */
  empty: string | undefined;
  onPick(filters: readonly Filter[]): void;
  children: ReactNode;
}) {
  const { title, name, note, actions, table, leftOut = [], footnote, empty, onPick, children } = props;
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const picture = usePicture(name);
  return (
    <Paper
      ref={picture.card}
      variant="outlined"
      component="section"
      aria-labelledby={id}
      sx={{ borderRadius: 2, px: 2, py: 1.5, minWidth: 0, display: 'flex', flexDirection: 'column' }}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: 1, mb: 0.5 }}>
        <Typography variant="h2" id={id} sx={{ flex: { xs: 1, sm: 'none' } }}>
          {title}
        </Typography>
        <Typography
          variant="body2"
          sx={{ color: colour('faint'), flex: { xs: '1 0 100%', sm: '1 1 0' }, order: { xs: 1, sm: 0 } }}
        >
          {note}
        </Typography>
        <Box {...NOT_IN_PICTURE} sx={{ display: 'flex', alignItems: 'baseline', mr: -1 }}>
          {actions}
          <CardMenu name={name} table={table} asTable={asTable} onAsTable={setAsTable} onPicture={picture.take} />
        </Box>
      </Box>
      {asTable ? (
        <NumbersTable table={table} name={name} onPick={onPick} />
      ) : empty === undefined ? (
        children
      ) : (
        <EmptyChart text={empty} />
      )}
      <Box sx={{ flex: 1 }} />
      <Typography variant="body2" component="div" sx={{ color: colour('faint'), mt: 0.75 }}>
        {leftOut.length > 0 && <LeftOutLine parts={leftOut} onPick={onPick} />}
        {footnote}
        {picture.taking && <Source />}
        {picture.failed && <div role="alert">{say('chart.card.noPicture')}</div>}
      </Typography>
    </Paper>
  );
}

/** What the numbers are of. Apart, so that a card need not render whenever that changes. */
function Source() {
  const source = useContext(ReportSourceContext);
  return source !== null && <div>{describeSource(source)}</div>;
}

/** Saves a card as a picture, after a render that includes the parts for the picture alone. */
function usePicture(name: string) {
  const card = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'idle' | 'taking' | 'failed'>('idle');
  useEffect(() => {
    if (state !== 'taking' || card.current === null) return;
    savePng(card.current, name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')).then(
      () => setState('idle'),
      () => setState('failed'),
    );
  }, [state, name]);
  return { card, taking: state === 'taking', failed: state === 'failed', take: () => setState('taking') };
}

function LeftOutLine({ parts, onPick }: { parts: readonly LeftOut[]; onPick(filters: readonly Filter[]): void }) {
  return (
    <div>
      {say('chart.left.notShown')}{' '}
      {parts.map(({ count, description, pick, of }, index) => (
        <span key={description}>
          {index > 0 && ' · '}
          <Help text={say('chart.dataCheck.of', { share: formatShare(count / of), tickets: formatTickets(of) })}>
            <Link component="button" color="inherit" variant="body2" onClick={() => onPick(pick)}>
              {formatCount(count)} {description}
            </Link>
          </Help>
        </span>
      ))}
    </div>
  );
}

function EmptyChart({ text }: { text: string }) {
  return (
    <Box sx={{ display: 'grid', placeItems: 'center', minHeight: 160, color: colour('soft') }}>
      <Typography>{text}</Typography>
    </Box>
  );
}
